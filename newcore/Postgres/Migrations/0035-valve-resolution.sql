-- Meters without a valve, and what people say of valves (docs/valves.md).

-- has_valve: said when the device was registered, or the valve has spoken since.
ALTER TABLE meter_device ADD COLUMN has_valve boolean NOT NULL DEFAULT false;

UPDATE meter_device d SET has_valve = true
WHERE EXISTS (SELECT FROM valve_device v WHERE v.device = d.device AND v.heard_at IS NOT NULL)
    OR EXISTS (SELECT FROM prepaid_account p WHERE p.contract = d.contract);

-- reported_by: who looked at it; null: the meter says so itself.
ALTER TABLE valve_device ADD COLUMN reported_by varchar(100);

-- resolved_by: who ended it by looking at the valve; its detail begins with what was seen.
ALTER TABLE valve_command ADD COLUMN resolved_by varchar(100);
