-- From the books to fiscal documents: what was put into each, what was refused, and what settles documents.

-- What the document of an invoice or note says that later ones build on. Written before the document is queued: without
-- one in cfdi_document of this version nothing was issued. number is its source's key.
CREATE TABLE cfdi_invoice (
    contract contract_number, cycle integer, type smallint, ordinal smallint, version integer,
    number varchar(80) NOT NULL,
    kind varchar(20) NOT NULL,
    -- To be paid later (PPD): each payment gets a document of its own.
    deferred boolean NOT NULL,
    total centavos NOT NULL,
    rfc varchar(13) NOT NULL,
    name varchar(300) NOT NULL,
    postal_code varchar(10) NOT NULL,
    regime varchar(8) NOT NULL,
    cfdi_use varchar(8) NOT NULL,
    -- The taxes by rate before rounding, in pesos; the rate of what is exempt is null.
    rates numeric[] NOT NULL,
    bases numeric[] NOT NULL,
    PRIMARY KEY (contract, cycle, type, ordinal, version));

CREATE INDEX cfdi_invoice_number ON cfdi_invoice (number);

-- A payment that needs a document, and the number of that; source is the key of the ledger's entry.
CREATE TABLE cfdi_payment (
    contract contract_number, source varchar(100),
    number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    paid_on date NOT NULL,
    PRIMARY KEY (contract, source));

-- What a version of a payment's document says of each invoice, in centavos.
CREATE TABLE cfdi_payment_part (
    number bigint, version integer, contract contract_number, cycle integer, type smallint, ordinal smallint,
    invoice bigint NOT NULL REFERENCES cfdi_document,
    instalment smallint NOT NULL,
    owed centavos NOT NULL,
    paid centavos NOT NULL CHECK (paid > 0),
    PRIMARY KEY (number, version, cycle, type, ordinal));

CREATE INDEX cfdi_payment_part_contract ON cfdi_payment_part (contract);

-- Why a source has no document; it stays billable and is tried again by the next run. No names, no tax ids.
CREATE TABLE cfdi_refusal (
    source_kind varchar(20), source_key varchar(80), position smallint,
    contract contract_number NOT NULL,
    rule varchar(40) NOT NULL,
    path varchar(200) NOT NULL,
    message varchar(500) NOT NULL,
    tries integer NOT NULL DEFAULT 1,
    first_at timestamptz NOT NULL DEFAULT now(),
    last_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source_kind, source_key, position));

-- What settles documents, without payments that were taken back.
CREATE VIEW cfdi_settlement AS
    SELECT s.contract, s.cycle, s.type, s.ordinal, s.position, s.amount, s.settled_on, s.source,
        s.source LIKE 'payment/%' AS is_payment
    FROM receivable_settlement s
    WHERE s.source NOT LIKE 'payment/%/taken-back' AND NOT EXISTS (
        SELECT FROM receivable_settlement r WHERE r.contract = s.contract AND r.cycle = s.cycle AND r.type = s.type
            AND r.ordinal = s.ordinal AND r.source = s.source || '/taken-back');

-- The living document of each source.
CREATE VIEW cfdi_living AS
    SELECT id, source_kind, source_key, version, state, uuid FROM cfdi_document
    WHERE superseded_by IS NULL AND state NOT IN ('expired', 'withdrawn', 'cancelled');
