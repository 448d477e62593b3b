-- Meters that are read remotely (docs/meters.md): what they counted, and what it costs so far.

-- Which meter a device is. unit of everything: litres. turns_at: where the count turns to zero. A meter of the extract
-- bears its number; one that only we know has none.
CREATE TABLE meter_device (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device varchar(64) NOT NULL UNIQUE CHECK (device <> ''),
    contract contract_number NOT NULL,
    meter integer,
    turns_at bigint NOT NULL CHECK (turns_at BETWEEN 1000 AND 1000000000000),
    since timestamptz NOT NULL,
    until timestamptz,
    registered_by varchar(100) NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT clock_timestamp());

CREATE INDEX meter_device_contract ON meter_device (contract);

-- Every count, once. state: R is part of what is charged, Q is questioned and is not.
CREATE TABLE meter_reading (
    at timestamptz, received_at timestamptz NOT NULL, litres bigint NOT NULL, sequence bigint,
    device integer, flags smallint NOT NULL, state varchar(1) NOT NULL CHECK (state IN ('R', 'Q')),
    PRIMARY KEY (device, at));

-- Where each meter stands (MeterState). Who adds readings of a contract holds its rows. cycle: year x 100 + period, of the
-- last counted reading. opening: the last count before the cycle, else the first in it. used: litres since then. open,
-- told_late: conditions as bits.
CREATE TABLE meter_standing (
    last_at timestamptz, opening_at timestamptz, changed_at timestamptz, heard_at timestamptz,
    last_litres bigint NOT NULL DEFAULT 0, opening_litres bigint NOT NULL DEFAULT 0,
    used_litres bigint NOT NULL DEFAULT 0, sequence bigint,
    open bigint NOT NULL DEFAULT 0, told_late bigint NOT NULL DEFAULT 0, arrival_hour bigint NOT NULL DEFAULT 0,
    contract contract_number, device integer, arrived integer NOT NULL DEFAULT 0,
    cycle integer NOT NULL DEFAULT 0, from_day date, to_day date, opening_fixed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (contract, device)) WITH (fillfactor = 60);

-- What a contract's water costs in a cycle, as far as it was counted: the bill of its days until upto. Why there is none:
-- problem.
CREATE TABLE meter_charge (
    amount centavos NOT NULL, tax centavos NOT NULL, changed_at timestamptz NOT NULL,
    contract contract_number, cycle integer, quantity integer NOT NULL, upto date NOT NULL,
    problem varchar(60),
    PRIMARY KEY (contract, cycle)) WITH (fillfactor = 70);

-- What a meter counted in a cycle that is over.
CREATE TABLE meter_cycle (
    closing_at timestamptz NOT NULL, opening_litres bigint NOT NULL, used_litres bigint NOT NULL,
    contract contract_number, device integer, cycle integer, from_day date NOT NULL, to_day date NOT NULL,
    opening_at timestamptz NOT NULL,
    PRIMARY KEY (contract, device, cycle));

-- A charge that changed after its cycle was over, or by a reading that came late or was corrected: the difference.
CREATE TABLE meter_charge_delta (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract contract_number NOT NULL,
    cycle integer NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    cause varchar(40) NOT NULL,
    quantity integer NOT NULL,
    amount centavos NOT NULL,
    tax centavos NOT NULL);

CREATE INDEX meter_charge_delta_contract ON meter_charge_delta (contract, cycle);

-- Once per occurrence: open until what raised it is over.
CREATE TABLE meter_alert (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract contract_number NOT NULL,
    device integer NOT NULL,
    kind varchar(20) NOT NULL,
    began_at timestamptz NOT NULL,
    ended_at timestamptz,
    detail varchar(200) NOT NULL);

CREATE UNIQUE INDEX meter_alert_open ON meter_alert (device, kind) WHERE ended_at IS NULL;
CREATE INDEX meter_alert_contract ON meter_alert (contract, began_at);

-- What could not be read, or belongs to no meter, as it came. state: open, replayed (it could be read later), dropped.
CREATE TABLE meter_quarantine (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at timestamptz NOT NULL,
    topic varchar(512) NOT NULL,
    payload bytea NOT NULL CHECK (length(payload) <= 65536),
    reason varchar(40) NOT NULL,
    detail varchar(200) NOT NULL,
    state varchar(10) NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'dropped')),
    ended_at timestamptz,
    ended_by varchar(100));

CREATE INDEX meter_quarantine_open ON meter_quarantine (id) WHERE state = 'open';

-- What became of what came, by hour and worker: received = rated + informational + discarded + quarantined.
CREATE TABLE meter_intake (
    hour timestamptz, worker varchar(60), outcome varchar(40),
    count bigint NOT NULL,
    PRIMARY KEY (hour, worker, outcome));

-- A meter that sends far more than a meter does: what was passed over, by day.
CREATE TABLE meter_flood (
    day date, device varchar(64),
    discarded bigint NOT NULL,
    PRIMARY KEY (day, device));
