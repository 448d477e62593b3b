-- Keys have roles, may be narrower than their role, end, are rotated with the old secret good for a while, and may be
-- limited. A viewer is what is now called a reader.
ALTER TABLE api_key DROP CONSTRAINT api_key_role_check;
ALTER TABLE api_key ALTER COLUMN role TYPE varchar(30);
UPDATE api_key SET role = 'reader' WHERE role = 'viewer';
ALTER TABLE api_key
    ADD CONSTRAINT api_key_role_check CHECK (role IN (
        'reader', 'billing-specialist', 'billing-manager', 'migration-operator', 'approver', 'admin')),
    -- Null: all that the role allows.
    ADD COLUMN scopes text[],
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN previous_hash bytea CHECK (length(previous_hash) = 32),
    ADD COLUMN previous_until timestamptz,
    ADD COLUMN rotated_at timestamptz,
    ADD COLUMN rotated_by varchar(100),
    -- To the minute.
    ADD COLUMN last_used_at timestamptz,
    -- Requests; null: the gateway's own setting.
    ADD COLUMN per_second integer CHECK (per_second > 0),
    ADD COLUMN per_day integer CHECK (per_day > 0);

-- The password before this one, good until then, so that a consumer can change over without a gap.
ALTER TABLE account
    ADD COLUMN previous_salt bytea,
    ADD COLUMN previous_hash bytea,
    ADD COLUMN previous_iterations integer,
    ADD COLUMN previous_until timestamptz,
    -- Null: every operation.
    ADD COLUMN operations text[],
    ADD COLUMN per_second integer CHECK (per_second > 0),
    ADD COLUMN per_day integer CHECK (per_day > 0);

-- Who did what. An act has a row before it is done and one after it: one without the second was cut off, and whether it
-- took effect is to be looked up. No bodies, no secrets, no personal data.
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    act uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    who varchar(200) NOT NULL,
    what varchar(200) NOT NULL,
    subject varchar(500) NOT NULL,
    origin varchar(100) NOT NULL,
    outcome varchar(40) NOT NULL);

CREATE INDEX audit_act ON audit (act);

CREATE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit is only added to.';
END $$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit();
