-- Who answers what. An empty text in service, operation or billing_group means all of them; an operation always has
-- its service beside it. Group is written as 1/M08.

CREATE TABLE route_state (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version bigint NOT NULL,
    changed_at timestamptz NOT NULL);

INSERT INTO route_state (version, changed_at) VALUES (0, now());

-- version, changed_at, who and why are those of the last change.
CREATE TABLE route (
    service varchar(100), operation varchar(100), billing_group varchar(20),
    mode varchar(20) NOT NULL CHECK (mode IN ('legacy', 'shadow', 'native', 'native-shadow')),
    version bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    who varchar(100) NOT NULL,
    why varchar(500) NOT NULL,
    PRIMARY KEY (service, operation, billing_group),
    CHECK (operation = '' OR service <> ''));

-- A kill sends its scope to legacy, whatever the routes say.
CREATE TABLE route_kill (
    service varchar(100), operation varchar(100), billing_group varchar(20),
    version bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    who varchar(100) NOT NULL,
    why varchar(500) NOT NULL,
    PRIMARY KEY (service, operation, billing_group),
    CHECK (operation = '' OR service <> ''));

-- before_mode is null where there was no route, after_mode where there is none any more.
CREATE TABLE route_history (
    version bigint, position integer,
    changed_at timestamptz NOT NULL,
    who varchar(100) NOT NULL,
    why varchar(500) NOT NULL,
    action varchar(10) NOT NULL CHECK (action IN ('set', 'remove', 'kill', 'unkill')),
    service varchar(100) NOT NULL, operation varchar(100) NOT NULL, billing_group varchar(20) NOT NULL,
    before_mode varchar(20),
    after_mode varchar(20),
    PRIMARY KEY (version, position));

CREATE FUNCTION refuse_to_change_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of routes is only added to.';
END $$;

CREATE TRIGGER route_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON route_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_history();

-- Of the secret half of a key only its SHA-256 is kept; it has 256 random bits, so no slower hash is needed.
CREATE TABLE api_key (
    id varchar(16) PRIMARY KEY,
    name varchar(100) NOT NULL UNIQUE,
    role varchar(10) NOT NULL CHECK (role IN ('admin', 'viewer')),
    secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by varchar(100) NOT NULL,
    revoked_at timestamptz,
    revoked_by varchar(100));
