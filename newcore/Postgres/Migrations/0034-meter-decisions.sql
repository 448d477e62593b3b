-- What people decided of questioned readings (docs/meters.md).

-- S: part of what is charged, and the meter was restarted there: nothing was used between it and the count before. What
-- stands there already kept a narrower rule: a large table is not read again for this one.
ALTER TABLE meter_reading DROP CONSTRAINT meter_reading_state_check;
ALTER TABLE meter_reading ADD CONSTRAINT meter_reading_state_check CHECK (state IN ('R', 'Q', 'S')) NOT VALID;

-- The newest first, whatever the meter.
CREATE INDEX meter_reading_questioned ON meter_reading (at, device) WHERE state = 'Q';

-- Once for a reading, and never changed. rated: readings that this one made part of what is charged, itself included;
-- the last of them is of upto.
CREATE TABLE meter_decision (
    device integer, at timestamptz,
    kind varchar(10) NOT NULL CHECK (kind IN ('restart', 'accept')),
    litres bigint NOT NULL, rated integer NOT NULL, upto timestamptz NOT NULL,
    reason varchar(200) NOT NULL CHECK (reason <> ''),
    decided_by varchar(100) NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (device, at));
