-- What providers and banks say that came, and what of it is accounted for (docs/reconciliation.md).

-- Files, each taken in once and whole. kind: S settlement of a provider, B bank statement, C collector's payments.
CREATE TABLE payment_statement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider varchar(20) NOT NULL,
    kind varchar(1) NOT NULL CHECK (kind IN ('S', 'B', 'C')),
    name varchar(200) NOT NULL,
    digest bytea NOT NULL UNIQUE CHECK (length(digest) = 32),
    lines integer NOT NULL CHECK (lines >= 0),
    net bigint NOT NULL,
    first_day date,
    last_day date,
    imported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    imported_by varchar(100) NOT NULL);

-- Files of which nothing counts, and the first hundred reasons.
CREATE TABLE payment_statement_refusal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider varchar(20) NOT NULL,
    kind varchar(1) NOT NULL,
    name varchar(200) NOT NULL,
    digest bytea NOT NULL,
    line integer NOT NULL,
    reason varchar(200) NOT NULL,
    refused_at timestamptz NOT NULL DEFAULT clock_timestamp());

-- As stated, never changed.
CREATE TABLE payment_statement_line (
    statement bigint, line integer,
    provider varchar(20) NOT NULL,
    kind varchar(1) NOT NULL,
    number varchar(60) NOT NULL,
    day date NOT NULL,
    gross bigint NOT NULL,
    fee bigint NOT NULL,
    tax bigint NOT NULL,
    net bigint NOT NULL,
    reference varchar(64),
    charge varchar(120),
    text varchar(200),
    PRIMARY KEY (statement, line));

CREATE INDEX payment_statement_line_day ON payment_statement_line (provider, kind, day);
CREATE INDEX payment_statement_line_number ON payment_statement_line (provider, kind, number, statement, line);

-- What became of a line; none while it is open. Its net is accounted for to the centavo.
CREATE TABLE payment_statement_end (
    statement bigint, line integer,
    status varchar(10) NOT NULL CHECK (status IN ('matched', 'explained', 'listed')),
    rule varchar(10) NOT NULL,
    score smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
    channel varchar(1) NOT NULL,
    net bigint NOT NULL,
    matched bigint NOT NULL,
    explained bigint NOT NULL,
    listed bigint NOT NULL,
    fee bigint NOT NULL,
    tax bigint NOT NULL,
    rounding bigint NOT NULL,
    reason varchar(200),
    decided_by varchar(100),
    CHECK (matched + explained + listed = net),
    CHECK (listed = 0 OR status = 'listed'),
    PRIMARY KEY (statement, line));

CREATE INDEX payment_statement_end_listed ON payment_statement_end (statement, line) WHERE status = 'listed';

-- The payments of a line. In each kind of statement a payment is found once at most.
CREATE TABLE payment_statement_match (
    provider varchar(20), kind varchar(1), key varchar(160),
    statement bigint NOT NULL,
    line integer NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (provider, kind, key));

CREATE INDEX payment_statement_match_line ON payment_statement_match (statement, line);

-- How far a run is: one that was ended goes on there, unless a file came since. statements: the last file then.
CREATE TABLE payment_reconciliation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider varchar(20) NOT NULL,
    kind varchar(1) NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    terms varchar(80) NOT NULL,
    statements bigint NOT NULL,
    pass smallint NOT NULL DEFAULT 0,
    day date,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz);

CREATE UNIQUE INDEX payment_reconciliation_running ON payment_reconciliation (provider, kind)
    WHERE finished_at IS NULL;

-- What persons decided of payments (key) and of lines; only added to.
CREATE TABLE payment_decision (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    who varchar(100) NOT NULL,
    what varchar(20) NOT NULL CHECK (what IN ('assign', 'dismiss', 'confirm')),
    why varchar(200) NOT NULL,
    provider varchar(20),
    key varchar(160),
    statement bigint,
    line integer,
    contract contract_number,
    CHECK ((key IS NULL) <> (line IS NULL)));
