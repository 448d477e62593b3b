-- What the native core is told beside the import: what customers read off their meters. The same contract, day and
-- dials are one reading, however often they are sent. No second meter is -1, so that it is part of the key.
CREATE TABLE native_self_reading (
    contract contract_number, day date, dials integer, second_dials integer,
    taken_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (contract, day, dials, second_dials));

-- A contract's readings are those of its service point.
CREATE INDEX legacy_contract_by_service_point ON legacy_contract (service_point);
