-- What providers, banks' files and tills say happened to money (docs/payments.md): kept before they hear that it was, and
-- applied afterwards, each once.

-- key: names what happened, so that the same told again changes nothing but told. state:
--   received   to be confirmed with the provider, and applied; tried again at due_at
--   applied    posted; its parts say where
--   listed     a person decides; reason says why
--   closed     a person has decided that there is nothing to post, or it never was money
CREATE TABLE payment_fact (
    provider varchar(20), key varchar(160),
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind varchar(16) NOT NULL CHECK (kind IN (
        'paid', 'reversed', 'charged-back', 'chargeback-won', 'refunded', 'failed', 'expired')),
    charge varchar(120),
    reference varchar(64),
    amount centavos NOT NULL CHECK (amount > 0),
    currency varchar(3) NOT NULL,
    at timestamptz NOT NULL,
    day date NOT NULL,
    channel varchar(1) NOT NULL,
    form smallint NOT NULL,
    why varchar(200),
    source varchar(10) NOT NULL CHECK (source IN ('webhook', 'file', 'till', 'command')),
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    told integer NOT NULL DEFAULT 1,
    state varchar(10) NOT NULL CHECK (state IN ('received', 'applied', 'listed', 'closed')),
    confirmed boolean NOT NULL DEFAULT false,
    attempt integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    reason varchar(200),
    -- Where a person says whose it is.
    assigned contract_number,
    decided_by varchar(100),
    ended_at timestamptz,
    PRIMARY KEY (provider, key));

-- Few rows: what is still to be done.
CREATE INDEX payment_fact_due ON payment_fact (due_at) WHERE state = 'received';
CREATE INDEX payment_fact_listed ON payment_fact (id) WHERE state = 'listed';
CREATE INDEX payment_fact_charge ON payment_fact (provider, charge) WHERE charge IS NOT NULL;
CREATE INDEX payment_fact_day ON payment_fact USING brin (day);

-- Where the money of a fact went, or whence it was taken back. payment: of native_payment, by its write.
CREATE TABLE payment_fact_part (
    provider varchar(20), key varchar(160), position smallint,
    contract contract_number NOT NULL,
    amount centavos NOT NULL CHECK (amount > 0),
    write varchar(80) NOT NULL,
    PRIMARY KEY (provider, key, position));

CREATE INDEX payment_fact_part_write ON payment_fact_part (contract, write);

-- From the provider, but not to be understood: kept for a person, once however often it is sent.
CREATE TABLE payment_quarantine (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider varchar(20) NOT NULL,
    digest bytea NOT NULL CHECK (length(digest) = 32),
    body bytea NOT NULL,
    reason varchar(200) NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    told integer NOT NULL DEFAULT 1,
    ended_at timestamptz,
    decided_by varchar(100),
    UNIQUE (provider, digest));

-- References of documents, never given twice. number: from the sequence, hidden in the reference's digits.
CREATE SEQUENCE payment_reference_number AS bigint MINVALUE 1 MAXVALUE 9999999999 NO CYCLE CACHE 50;

CREATE TABLE payment_reference (
    number bigint PRIMARY KEY,
    amount centavos NOT NULL CHECK (amount > 0),
    last_day date NOT NULL,
    issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    issued_by varchar(100) NOT NULL,
    cancelled_at timestamptz);

-- What it is for: documents, or whole contracts (cycle 0), in the order in which they are paid.
CREATE TABLE payment_reference_line (
    number bigint, position smallint,
    contract contract_number NOT NULL,
    cycle integer NOT NULL DEFAULT 0,
    type smallint NOT NULL DEFAULT 0,
    ordinal smallint NOT NULL DEFAULT 0,
    amount centavos NOT NULL CHECK (amount > 0),
    PRIMARY KEY (number, position));
