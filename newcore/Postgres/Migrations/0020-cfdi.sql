-- Fiscal documents (CFDI): as they were sealed, on their way to a stamp, as they were stamped, and cancelled.
CREATE TABLE cfdi_document (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- What it documents: an invoice, a note, a payment, a global period. The key is that of the source.
    source_kind varchar(20) NOT NULL,
    source_key varchar(80) NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    type char(1) NOT NULL CHECK (type IN ('I', 'E', 'P')),
    issuer varchar(13) NOT NULL,
    receiver varchar(13) NOT NULL,
    series varchar(25),
    folio varchar(40),
    -- With as many places as in the document: SAT compares the characters.
    total numeric NOT NULL,
    certificate varchar(20) NOT NULL,
    -- Local time of the place of issue.
    issued_at timestamp NOT NULL,
    -- The instant after which SAT does not stamp it any more: 72 hours after its date.
    stamp_before timestamptz NOT NULL,
    sealed_xml bytea NOT NULL,
    sealed_sha256 bytea NOT NULL CHECK (length(sealed_sha256) = 32),
    -- stamping: a worker has it until due_at. unknown: a PAC may have stamped it, and is asked before anything else.
    state varchar(20) NOT NULL CHECK (state IN (
        'sealed', 'queued', 'stamping', 'unknown', 'stamped', 'parked', 'expired', 'withdrawn', 'cancel-requested',
        'cancelled')),
    code varchar(40),
    reason varchar(500),
    -- False: no PAC can have stamped it. Only then may its source be sealed anew.
    may_be_stamped boolean NOT NULL DEFAULT false,
    -- Who has it, or had it last; null: nobody yet.
    pac varchar(40),
    attempts integer NOT NULL DEFAULT 0,
    -- Counts claims: who lost one writes nothing.
    claim bigint NOT NULL DEFAULT 0,
    worker varchar(100),
    sent_at timestamptz,
    due_at timestamptz NOT NULL DEFAULT now(),
    queued_at timestamptz NOT NULL DEFAULT now(),
    uuid uuid UNIQUE,
    stamped_xml bytea,
    stamped_sha256 bytea CHECK (length(stamped_sha256) = 32),
    stamped_at timestamptz,
    -- The document that takes its place.
    superseded_by bigint REFERENCES cfdi_document,
    retain_until date NOT NULL,
    UNIQUE (source_kind, source_key, version),
    CHECK ((stamped_xml IS NULL) = (uuid IS NULL) AND (stamped_xml IS NULL) = (stamped_sha256 IS NULL)),
    CHECK ((state IN ('stamped', 'cancel-requested', 'cancelled')) = (uuid IS NOT NULL))
) WITH (toast_tuple_target = 256);

-- One living document for each source: what two writers meet at.
CREATE UNIQUE INDEX cfdi_document_living ON cfdi_document (source_kind, source_key)
    WHERE superseded_by IS NULL AND state NOT IN ('expired', 'withdrawn', 'cancelled');

CREATE INDEX cfdi_document_due ON cfdi_document (due_at) WHERE state IN ('queued', 'unknown', 'stamping');
CREATE INDEX cfdi_document_ended ON cfdi_document (state, id) WHERE state IN ('parked', 'expired', 'cancel-requested');
CREATE INDEX cfdi_document_superseded ON cfdi_document (superseded_by) WHERE superseded_by IS NOT NULL;

-- code: SAT's TipoRelacion, or PD for a payment's document of what it pays.
CREATE TABLE cfdi_relation (
    document bigint NOT NULL REFERENCES cfdi_document,
    code char(2) NOT NULL,
    other bigint NOT NULL REFERENCES cfdi_document,
    PRIMARY KEY (document, code, other));

CREATE INDEX cfdi_relation_other ON cfdi_relation (other);

-- Every call to a PAC that came to an end. No personal data.
CREATE TABLE cfdi_attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document bigint NOT NULL REFERENCES cfdi_document,
    number integer NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    pac varchar(40) NOT NULL,
    call varchar(10) NOT NULL,
    outcome varchar(20) NOT NULL,
    code varchar(40),
    took_ms integer NOT NULL);

CREATE INDEX cfdi_attempt_document ON cfdi_attempt (document);

CREATE TABLE cfdi_cancellation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document bigint NOT NULL REFERENCES cfdi_document,
    motive char(2) NOT NULL CHECK (motive IN ('01', '02', '03', '04')),
    substitute bigint REFERENCES cfdi_document CHECK ((motive = '01') = (substitute IS NOT NULL)),
    request_xml bytea NOT NULL,
    -- requested: to be handed in. waiting: SAT has it. The others are ends.
    state varchar(20) NOT NULL CHECK (state IN (
        'requested', 'waiting', 'cancelled', 'rejected', 'refused', 'parked')),
    code varchar(40),
    reason varchar(500),
    requested_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    claim bigint NOT NULL DEFAULT 0,
    acknowledgement bytea,
    ended_at timestamptz);

CREATE UNIQUE INDEX cfdi_cancellation_open ON cfdi_cancellation (document) WHERE state IN ('requested', 'waiting');
CREATE INDEX cfdi_cancellation_due ON cfdi_cancellation (due_at) WHERE state IN ('requested', 'waiting');

-- What was sealed and what was stamped are kept to the byte, until the law lets them go.
CREATE FUNCTION refuse_to_change_cfdi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sealed_xml IS DISTINCT FROM OLD.sealed_xml OR NEW.sealed_sha256 IS DISTINCT FROM OLD.sealed_sha256
        OR NEW.source_kind <> OLD.source_kind OR NEW.source_key <> OLD.source_key OR NEW.version <> OLD.version THEN
        RAISE EXCEPTION 'A sealed document is not changed.';
    END IF;
    IF OLD.stamped_xml IS NOT NULL AND (NEW.stamped_xml IS DISTINCT FROM OLD.stamped_xml
        OR NEW.stamped_sha256 IS DISTINCT FROM OLD.stamped_sha256 OR NEW.uuid IS DISTINCT FROM OLD.uuid) THEN
        RAISE EXCEPTION 'A stamped document is not changed.';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER cfdi_document_immutable
    BEFORE UPDATE OF sealed_xml, sealed_sha256, stamped_xml, stamped_sha256, uuid, source_kind, source_key, version
    ON cfdi_document FOR EACH ROW EXECUTE FUNCTION refuse_to_change_cfdi();

CREATE FUNCTION refuse_to_delete_cfdi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.retain_until >= current_date THEN
        RAISE EXCEPTION 'A fiscal document is kept until %.', OLD.retain_until;
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER cfdi_document_retained BEFORE DELETE ON cfdi_document
    FOR EACH ROW EXECUTE FUNCTION refuse_to_delete_cfdi();

CREATE FUNCTION refuse_to_empty_cfdi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Fiscal documents are kept.';
END $$;

CREATE TRIGGER cfdi_document_never_emptied BEFORE TRUNCATE ON cfdi_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_empty_cfdi();
