-- Bills that could not be worked out, with the reason; and which differences from legacy's bills somebody answers for.

-- A meter is looked for by the service point it stands at.
CREATE INDEX legacy_meter_by_service_point ON legacy_meter (service_point);

-- source is the kind of work that met it: parallel-run or billing-run. Work that is done again replaces its own rows.
CREATE TABLE billing_exception (
    contract contract_number, year smallint, period smallint, source varchar(20), reason varchar(40),
    service_area smallint NOT NULL,
    zone varchar(8) NOT NULL,
    detail varchar(500) NOT NULL,
    found_at timestamptz NOT NULL,
    PRIMARY KEY (contract, year, period, source, reason));

CREATE INDEX billing_exception_by_period ON billing_exception (year, period, source, reason);

-- An empty cause or billing_group, and a null year, period or contract, mean all. A removed one stays: reports name it.
CREATE TABLE billing_explanation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause varchar(100) NOT NULL,
    billing_group varchar(20) NOT NULL,
    year smallint, period smallint,
    contract contract_number,
    who varchar(100) NOT NULL CHECK (who <> ''),
    why varchar(500) NOT NULL CHECK (why <> ''),
    added_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > added_at),
    removed_at timestamptz,
    removed_by varchar(100),
    CHECK ((year IS NULL) = (period IS NULL)),
    CHECK ((removed_at IS NULL) = (removed_by IS NULL)));
