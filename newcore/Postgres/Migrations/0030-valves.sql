-- Commands to valves (docs/valves.md).

-- most_alone: devices that one person may order alone within an hour; more need another person's approval.
CREATE TABLE valve_setting (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    most_alone integer NOT NULL CHECK (most_alone BETWEEN 0 AND 1000));

INSERT INTO valve_setting (most_alone) VALUES (10);

-- Who changes a valve's commands holds its row. last_number: given to orders so far; newest: the highest that was released.
-- desired_*: of the newest; reported_*: what the meter says, by its clock. due_at: when a worker looks at it; null: not
-- before something is ordered or heard. prepaid_since: the change of prepaid_desired that was ordered last.
CREATE TABLE valve_device (
    device varchar(64) PRIMARY KEY,
    contract contract_number NOT NULL,
    last_number bigint NOT NULL DEFAULT 0,
    newest bigint NOT NULL DEFAULT 0 CHECK (newest <= last_number),
    desired varchar(10) CHECK (desired IN ('open', 'restricted', 'closed')), desired_litres integer,
    reported varchar(10) CHECK (reported IN ('open', 'restricted', 'closed')), reported_litres integer,
    reported_at timestamptz, reported_command uuid, heard_at timestamptz,
    prepaid_since timestamptz,
    due_at timestamptz)
    WITH (fillfactor = 70);

CREATE INDEX valve_device_due ON valve_device (due_at) WHERE due_at IS NOT NULL;

-- state: pending (waits for another person), released, cancelled. source: person or prepaid.
CREATE TABLE valve_order (
    id uuid PRIMARY KEY,
    position varchar(10) NOT NULL CHECK (position IN ('open', 'restricted', 'closed')), litres integer NOT NULL,
    devices integer NOT NULL CHECK (devices > 0),
    reason varchar(200) NOT NULL,
    source varchar(10) NOT NULL CHECK (source IN ('person', 'prepaid')),
    alone boolean NOT NULL,
    state varchar(10) NOT NULL CHECK (state IN ('pending', 'released', 'cancelled')),
    ordered_by varchar(100) NOT NULL, ordered_at timestamptz NOT NULL,
    ended_by varchar(100), ended_at timestamptz);

CREATE INDEX valve_order_person ON valve_order (lower(ordered_by), ordered_at) WHERE source = 'person';

CREATE TABLE valve_command (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES valve_order,
    device varchar(64) NOT NULL REFERENCES valve_device,
    number bigint NOT NULL,
    position varchar(10) NOT NULL CHECK (position IN ('open', 'restricted', 'closed')), litres integer NOT NULL,
    expires_at timestamptz NOT NULL,
    state varchar(12) NOT NULL CHECK (state IN ('ordered', 'approved', 'sent', 'unknown', 'acknowledged', 'refused',
        'expired', 'superseded', 'cancelled')),
    attempts smallint NOT NULL DEFAULT 0, asks smallint NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    detail varchar(300),
    ordered_at timestamptz NOT NULL, changed_at timestamptz NOT NULL,
    UNIQUE (device, number));

CREATE INDEX valve_command_order ON valve_command (order_id);
CREATE INDEX valve_command_open ON valve_command (device) WHERE state IN ('ordered', 'approved', 'sent', 'unknown');

-- Whatever a worker does, a valve has one command on its way.
CREATE UNIQUE INDEX valve_command_flight ON valve_command (device) WHERE state IN ('sent', 'unknown');
