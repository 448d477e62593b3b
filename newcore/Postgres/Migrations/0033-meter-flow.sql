-- How much water can pass a meter (docs/meters.md): litres an hour; more between two counts is a jump. By the size of
-- the extract's meter, the overload flow Q4 of ISO 4064; a setting of each device. 25 m3 an hour where nothing is known.

ALTER TABLE meter_device ADD COLUMN highest_flow bigint NOT NULL DEFAULT 25000
    CONSTRAINT meter_device_highest_flow CHECK (highest_flow > 0);

UPDATE meter_device d SET highest_flow = q.flow
FROM legacy_meter m
CROSS JOIN LATERAL (
    SELECT v.flow FROM (VALUES (15, 3125), (20, 5000), (25, 7875), (32, 12500), (40, 20000), (50, 50000), (65, 78750),
        (80, 125000), (100, 200000), (125, 312500), (150, 500000), (200, 787500), (250, 1250000), (300, 2000000))
        AS v (size, flow)
    ORDER BY v.size < m.size_mm, abs(v.size - m.size_mm) LIMIT 1) q
WHERE m.id = d.meter AND m.size_mm > 0;
