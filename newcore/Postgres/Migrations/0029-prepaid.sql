-- Prepaid agreements (docs/prepaid.md): credit is the contract's payoff in the ledger; here is what decides around it.

INSERT INTO ledger_account (code, title, kind, part) VALUES
    ('prepaid-transfer', 'Old debt on its way onto prepaid agreements', 'asset', 'none'),
    ('prepaid-meter-loads', 'Loaded at meters and not yet shown by a payment', 'asset', 'none'),
    ('revenue.prepaid-meter', 'Used at meters and not yet charged by a segment', 'income', 'none');

-- friendly_from, friendly_to: nobody is cut off between them, over night. minimum_litres: a day, of a household whose
-- credit is used up. late_days: for so long a month that is over is rated again. review_minutes: between two looks.
CREATE TABLE prepaid_setting (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    friendly_from time NOT NULL, friendly_to time NOT NULL,
    week_ends boolean NOT NULL,
    minimum_litres integer NOT NULL CHECK (minimum_litres BETWEEN 1 AND 10000),
    minimum_source varchar(300) NOT NULL,
    late_days smallint NOT NULL CHECK (late_days BETWEEN 0 AND 90),
    review_minutes smallint NOT NULL CHECK (review_minutes BETWEEN 1 AND 1440));

INSERT INTO prepaid_setting (
    friendly_from, friendly_to, week_ends, minimum_litres, minimum_source, late_days, review_minutes)
VALUES ('18:00', '08:00', true, 200,
    'Constitución Política de los Estados Unidos Mexicanos, artículo 4 (derecho al agua); Ley General de Aguas', 10, 15);

CREATE TABLE prepaid_friendly_day (
    day date PRIMARY KEY,
    why varchar(200) NOT NULL, who varchar(100) NOT NULL);

-- through: the last day charged. owed: charged and not set off against credit. loaded, used: what we know of top-ups and
-- charges; meter_*: the highest a meter with credit of its own has reported, on the same scale. review_at: when its credit
-- is looked at next.
CREATE TABLE prepaid_account (
    contract contract_number PRIMARY KEY,
    plan varchar(200) NOT NULL,
    since date NOT NULL CHECK (extract(day FROM since) = 1),
    household boolean NOT NULL,
    time_zone varchar(40) NOT NULL,
    thresholds bigint[] NOT NULL CHECK (cardinality(thresholds) <= 5),
    emergency_limit centavos NOT NULL CHECK (emergency_limit >= 0),
    request_below centavos NOT NULL CHECK (request_below >= 0),
    request_up_to centavos NOT NULL CHECK (request_up_to >= 0),
    arrears_days smallint NOT NULL CHECK (arrears_days BETWEEN 0 AND 60),
    autopay boolean NOT NULL,
    channel varchar(10) NOT NULL CHECK (channel IN ('sms', 'email', 'push')),
    enrolled_by varchar(100) NOT NULL,
    enrolled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by varchar(100) NOT NULL,
    through date,
    owed centavos NOT NULL DEFAULT 0,
    requested centavos NOT NULL DEFAULT 0 CHECK (requested >= 0),
    arrears_on date,
    requests integer NOT NULL DEFAULT 0,
    top_ups integer NOT NULL DEFAULT 0,
    loaded centavos NOT NULL DEFAULT 0, used centavos NOT NULL DEFAULT 0,
    meter_loaded centavos NOT NULL DEFAULT 0, meter_used centavos NOT NULL DEFAULT 0,
    problem varchar(300), problem_on date,
    told_below centavos, told_at_top_up integer NOT NULL DEFAULT 0,
    emergency varchar(10) NOT NULL DEFAULT 'unused' CHECK (emergency IN ('unused', 'inuse', 'spent')),
    review_at timestamptz NOT NULL DEFAULT clock_timestamp())
    WITH (fillfactor = 70);

CREATE INDEX prepaid_account_review ON prepaid_account (review_at);

-- What the segments of a month have posted together, by account.
CREATE TABLE prepaid_month (
    contract contract_number, month date CHECK (extract(day FROM month) = 1),
    through date NOT NULL,
    accounts text[] NOT NULL, amounts bigint[] NOT NULL CHECK (cardinality(accounts) = cardinality(amounts)),
    revision integer NOT NULL,
    litres bigint NOT NULL,
    carried_out numeric NOT NULL,
    PRIMARY KEY (contract, month));

-- What the valve should be; acting on it is not done here.
CREATE TABLE prepaid_desired (
    contract contract_number PRIMARY KEY,
    desired varchar(10) NOT NULL CHECK (desired IN ('open', 'restricted', 'closed')),
    reason varchar(40) NOT NULL,
    since timestamptz NOT NULL);

-- A meter that keeps credit itself. base_*: ours less its own when it was paired.
CREATE TABLE prepaid_meter (
    contract contract_number PRIMARY KEY,
    device varchar(64) NOT NULL UNIQUE,
    base_loaded bigint NOT NULL, base_used bigint NOT NULL,
    loaded centavos NOT NULL, used centavos NOT NULL,
    reports integer NOT NULL DEFAULT 0,
    reported_at timestamptz NOT NULL);

-- To be sent, each once: waiting, sent or failed (given up).
CREATE TABLE prepaid_notice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract contract_number NOT NULL,
    key varchar(100) NOT NULL,
    kind varchar(20) NOT NULL,
    channel varchar(10) NOT NULL,
    amount centavos NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts smallint NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    reason varchar(200),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (contract, key));

CREATE INDEX prepaid_notice_due ON prepaid_notice (due_at) WHERE state = 'waiting';

-- Where the sandbox "sends" notices.
CREATE TABLE prepaid_notice_sandbox (
    contract contract_number, key varchar(100),
    kind varchar(20) NOT NULL, channel varchar(10) NOT NULL, amount centavos NOT NULL,
    sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (contract, key));
