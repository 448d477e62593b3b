-- Receipts that leave a global document by a credit note, what settles documents besides payments, and warnings.

-- by_credit: a credit note (E, relation 01, source GE-invoice) takes the receipt out; else the global document is
-- cancelled and made anew. is_out follows the note's stamp.
ALTER TABLE cfdi_global_receipt ADD COLUMN by_credit boolean NOT NULL DEFAULT false;
ALTER TABLE cfdi_global_receipt ADD CHECK (is_leaving OR NOT by_credit);

-- What should be looked at, though a document could be made of it; of the version that was queued last.
CREATE TABLE cfdi_warning (
    source_kind varchar(20), source_key varchar(80), position smallint,
    version integer NOT NULL,
    contract contract_number NOT NULL,
    rule varchar(40) NOT NULL,
    path varchar(200) NOT NULL,
    message varchar(500) NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source_kind, source_key, position));

CREATE INDEX cfdi_warning_rule ON cfdi_warning (rule);

-- What settles documents, without what was taken back. is_payment: money received, and deposits and balances set
-- against documents (is_set_off); an advance has a document of its own, and notes have theirs.
CREATE OR REPLACE VIEW cfdi_settlement AS
    SELECT s.contract, s.cycle, s.type, s.ordinal, s.position, s.amount, s.settled_on, s.source,
        s.source LIKE 'payment/%' OR o.is_set_off AS is_payment, o.is_set_off
    FROM receivable_settlement s
    CROSS JOIN LATERAL (SELECT s.source LIKE 'balance/%' OR (s.source LIKE 'deposit/%' AND NOT EXISTS (
        SELECT FROM receivable_deposit d WHERE d.contract = s.contract AND d.kind = 'advance'
            AND starts_with(s.source, 'deposit/' || d.reference || '/used/'))) AS is_set_off) o
    WHERE s.source NOT LIKE '%/taken-back' AND NOT EXISTS (
        SELECT FROM receivable_settlement r WHERE r.contract = s.contract AND r.cycle = s.cycle AND r.type = s.type
            AND r.ordinal = s.ordinal AND r.source = s.source || '/taken-back');
