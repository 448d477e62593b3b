-- Receipts of the public, put together into global documents. number is the source's key: G-1.
CREATE TABLE cfdi_global (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    frequency char(2) NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL CHECK (to_day >= from_day));

-- A receipt is a paid invoice whose holder has no RFC; it is in one global document. is_leaving: it was asked for by
-- name. is_out: no global document says it any more, so it may have one of its own.
CREATE TABLE cfdi_global_receipt (
    contract contract_number, cycle integer, type smallint, ordinal smallint,
    number bigint NOT NULL REFERENCES cfdi_global,
    invoice varchar(80) NOT NULL,
    is_leaving boolean NOT NULL DEFAULT false,
    is_out boolean NOT NULL DEFAULT false,
    PRIMARY KEY (contract, cycle, type, ordinal),
    CHECK (is_leaving OR NOT is_out));

CREATE INDEX cfdi_global_receipt_number ON cfdi_global_receipt (number);
CREATE INDEX cfdi_global_receipt_leaving ON cfdi_global_receipt (number) WHERE is_leaving AND NOT is_out;
