-- Adjustments of posted invoices, what settled documents, deposits, instalments, and the cut-over of billing groups:
-- docs/adjustments.md, docs/cutover.md. Everything that grows is keyed by contract.

INSERT INTO billing_document_type VALUES (6, 'opening', 'O', 1);

INSERT INTO ledger_account (code, title, kind, part) VALUES
    ('disputed', 'Disputed by customers, not decided', 'asset', 'none');

-- Documents made singly belong to run 0 (made with the first), each in a chunk of its own.
CREATE SEQUENCE billing_single_chunk AS integer;

-- What settled a document: money, a note, or a balance. Negative where a settlement was taken back. source: the key of
-- the entry in the ledger.
CREATE TABLE receivable_settlement (
    contract contract_number, cycle integer, type smallint, ordinal smallint, position smallint,
    amount centavos NOT NULL CHECK (amount <> 0),
    settled_on date NOT NULL,
    source varchar(100) NOT NULL CHECK (source <> ''),
    PRIMARY KEY (contract, cycle, type, ordinal, position));

-- What is left of each document that counts as debt.
CREATE VIEW receivable_open AS
    SELECT d.contract, d.cycle, d.type, d.ordinal, d.number, d.status, d.service_area, d.issued, d.due, d.total,
        (d.total - coalesce((
            SELECT sum(s.amount) FROM receivable_settlement s
            WHERE s.contract = d.contract AND s.cycle = d.cycle AND s.type = d.type AND s.ordinal = d.ordinal), 0))::bigint
            AS open
    FROM billing_document_now d
    JOIN billing_document_type t ON t.code = d.type AND t.sign = 1
    JOIN billing_status st ON st.code = d.status AND st.owed;

-- Each cause once for an invoice: scenario, and reference where a scenario can have several. A null fact was not changed.
-- note_type: that of the note it made, of the invoice's cycle.
CREATE TABLE billing_adjustment (
    contract contract_number, cycle integer, scenario varchar(20), reference varchar(60),
    position smallint NOT NULL,
    quantity numeric,
    plan varchar(100),
    granted varchar(40),
    revoked varchar(40),
    note_type smallint NOT NULL,
    note_ordinal smallint NOT NULL,
    total centavos NOT NULL,
    who varchar(100) NOT NULL CHECK (who <> ''),
    why varchar(500) NOT NULL CHECK (why <> ''),
    made_at timestamptz NOT NULL,
    PRIMARY KEY (contract, cycle, scenario, reference),
    UNIQUE (contract, cycle, position));

CREATE TABLE billing_dispute (
    contract contract_number, cycle integer, position smallint,
    amount centavos NOT NULL CHECK (amount > 0),
    opened_by varchar(100) NOT NULL,
    why varchar(500) NOT NULL,
    opened_at timestamptz NOT NULL,
    accepted centavos CHECK (accepted BETWEEN 0 AND amount),
    resolved_by varchar(100),
    resolution varchar(500),
    resolved_at timestamptz,
    PRIMARY KEY (contract, cycle, position),
    CHECK ((accepted IS NULL) = (resolved_at IS NULL)));

-- kind: a deposit is used once and whole, a retainer is drawn on until it is used up, an advance was invoiced beforehand.
CREATE TABLE receivable_deposit (
    contract contract_number, reference varchar(60),
    kind varchar(10) NOT NULL CHECK (kind IN ('deposit', 'retainer', 'advance')),
    amount centavos NOT NULL CHECK (amount > 0),
    used centavos NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND amount),
    draws smallint NOT NULL DEFAULT 0,
    who varchar(100) NOT NULL,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (contract, reference));

CREATE TABLE instalment_plan (
    contract contract_number, reference varchar(60),
    total centavos NOT NULL CHECK (total > 0),
    who varchar(100) NOT NULL,
    why varchar(500) NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (contract, reference));

CREATE TABLE instalment (
    contract contract_number, reference varchar(60), number smallint,
    due date NOT NULL,
    amount centavos NOT NULL CHECK (amount > 0),
    PRIMARY KEY (contract, reference, number),
    FOREIGN KEY (contract, reference) REFERENCES instalment_plan);

-- attempt counts the times opening balances were brought over. import_version: of the import they were reconciled with.
CREATE TABLE cutover_group (
    service_area smallint, zone varchar(8),
    state varchar(12) NOT NULL CHECK (state IN ('prepared', 'reconciled', 'cut-over', 'rolled-back')),
    attempt integer NOT NULL,
    import_version bigint,
    PRIMARY KEY (service_area, zone));

CREATE TABLE cutover_history (
    service_area smallint, zone varchar(8), position integer,
    state varchar(12) NOT NULL,
    who varchar(100) NOT NULL CHECK (who <> ''),
    why varchar(500) NOT NULL CHECK (why <> ''),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (service_area, zone, position));

-- A dry run posts bills of groups that are not cut over: on a copy of the database, never on the one that counts.
CREATE TABLE cutover_setting (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    dry_run boolean NOT NULL,
    who varchar(100) NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now());

INSERT INTO cutover_setting (dry_run, who) VALUES (false, 'migration');

-- Which opening document stands for which open invoice of the former system.
CREATE TABLE cutover_document (
    contract contract_number, legacy_invoice integer, cycle integer NOT NULL, type smallint NOT NULL,
    ordinal smallint NOT NULL,
    legacy_number varchar(18) NOT NULL,
    PRIMARY KEY (contract, legacy_invoice),
    UNIQUE (contract, cycle, type, ordinal));

-- carried: pesos, as the former system rounded last. credit: what it holds for the customer.
CREATE TABLE cutover_contract (
    contract contract_number PRIMARY KEY,
    credit centavos NOT NULL,
    carried numeric NOT NULL);

CREATE TRIGGER receivable_settlement_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON receivable_settlement
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
CREATE TRIGGER billing_adjustment_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_adjustment
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
CREATE TRIGGER cutover_history_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON cutover_history
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
