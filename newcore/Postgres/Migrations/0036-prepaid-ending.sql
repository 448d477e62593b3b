-- Agreements that have ended (docs/prepaid.md). Theirs is no row of prepaid_account any more.

-- until: the last day charged by a segment. agreement: the row as it was. credit, debt: what it left behind. document: of the
-- debt; refund: the reference of what was given back.
CREATE TABLE prepaid_ended (
    contract contract_number, since date,
    until date NOT NULL CHECK (until >= since),
    credit centavos NOT NULL CHECK (credit >= 0), debt centavos NOT NULL CHECK (debt >= 0),
    document varchar(40), refund varchar(60),
    reason varchar(200) NOT NULL,
    ended_by varchar(100) NOT NULL, ended_at timestamptz NOT NULL,
    agreement jsonb NOT NULL,
    PRIMARY KEY (contract, since));

-- What an agreement left unpaid, as a document to be paid as any other. The segments have posted it.
INSERT INTO billing_document_type VALUES (7, 'prepaid-debt', 'P', 1);
