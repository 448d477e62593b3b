-- Published tariff plans: what bills were priced with, so nothing of it is ever changed. content is the plan file as it
-- was published, comments included; content_hash is the SHA-256 of its JSON without comments and white space. A version
-- without effective_to holds until the next one of its code begins.
CREATE TABLE tariff_plan (
    code varchar(60), version varchar(30),
    name varchar(100) NOT NULL,
    use varchar(20) NOT NULL,
    effective_from date NOT NULL,
    effective_to date CHECK (effective_to >= effective_from),
    content text NOT NULL,
    content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
    published_at timestamptz NOT NULL,
    who varchar(100) NOT NULL CHECK (who <> ''),
    why varchar(500) NOT NULL CHECK (why <> ''),
    PRIMARY KEY (code, version),
    UNIQUE (code, effective_from));

CREATE FUNCTION refuse_to_change_tariff_plans() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published tariff plan is never changed: publish another version.';
END $$;

CREATE TRIGGER tariff_plan_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tariff_plan
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_tariff_plans();
