-- What the native core is told of supply beside the import: since the event of a contract with the latest day it is
-- supplied or not. The same id is the same event, however often it is sent.
CREATE TABLE native_service_event (
    id varchar(100) PRIMARY KEY,
    contract contract_number NOT NULL,
    kind varchar(7) NOT NULL CHECK (kind IN ('started', 'stopped')),
    day date NOT NULL,
    told_by varchar(100) NOT NULL,
    told_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (contract, day));
