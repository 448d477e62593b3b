-- Whether the two sides give the same answers. As with routes, an empty operation or billing_group in a rule means all.

-- A removed rule stays: verdicts name it.
CREATE TABLE parity_rule (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    operation varchar(200) NOT NULL,
    billing_group varchar(20) NOT NULL,
    path varchar(1000) NOT NULL,
    money_tolerance numeric CHECK (money_tolerance >= 0),
    who varchar(100) NOT NULL CHECK (who <> ''),
    why varchar(500) NOT NULL CHECK (why <> ''),
    added_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > added_at),
    removed_at timestamptz,
    removed_by varchar(100),
    CHECK ((removed_at IS NULL) = (removed_by IS NULL)));

-- How many calls came to what, by the minute: every call counts here, also those that are the same, which leave nothing
-- else behind. reason is empty but for failed and not-compared. candidate_timed counts those whose candidate answered.
CREATE TABLE parity_tally (
    minute timestamptz, service varchar(100), operation varchar(100), billing_group varchar(20), route_version bigint,
    primary_side varchar(10) CHECK (primary_side IN ('legacy', 'native')),
    outcome varchar(20)
        CHECK (outcome IN ('same', 'ignored', 'different', 'noise', 'failed', 'not-compared')),
    reason varchar(100),
    calls bigint NOT NULL,
    money_delta numeric NOT NULL,
    primary_microseconds bigint NOT NULL,
    candidate_microseconds bigint NOT NULL,
    candidate_timed bigint NOT NULL,
    PRIMARY KEY (minute, service, operation, billing_group, route_version, primary_side, outcome, reason));

-- The calls that somebody may want to look at: ignored, different, noise, failed. Texts of people are masked.
CREATE TABLE parity_verdict (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    service varchar(100) NOT NULL, operation varchar(100) NOT NULL, billing_group varchar(20) NOT NULL,
    route_version bigint NOT NULL,
    primary_side varchar(10) NOT NULL,
    outcome varchar(20) NOT NULL,
    reason varchar(100) NOT NULL,
    rules bigint[] NOT NULL,
    paths text[] NOT NULL,
    primary_values text[] NOT NULL,
    candidate_values text[] NOT NULL,
    money_deltas numeric[] NOT NULL,
    money_delta numeric NOT NULL,
    primary_microseconds bigint NOT NULL,
    candidate_microseconds bigint,
    request_sample text,
    primary_sample text,
    candidate_sample text);

CREATE INDEX parity_verdict_by_time ON parity_verdict (at);
CREATE INDEX parity_verdict_by_operation ON parity_verdict (service, operation, billing_group, at);

-- How many of a day's verdicts and samples were kept: both have a limit.
CREATE TABLE parity_kept (
    day date, service varchar(100), operation varchar(100), billing_group varchar(20), outcome varchar(20),
    verdicts bigint NOT NULL,
    samples bigint NOT NULL,
    PRIMARY KEY (day, service, operation, billing_group, outcome));
