-- Writes that run once (docs/writes.md): each is kept before it is given to anybody. And native payments, which are kept
-- by contract, as all that grows.

-- business_key, content: SHA-256, of what names the write and of the whole request. owner never changes.
-- current: false where the key stands for another write by now. repeats_until: null for ever, once it has ended.
-- paying_contract: set while legacy takes money of this contract, for it does so one payment after the other: else
-- reading would not tell which was taken. done: of an answer, whether it says so.
-- before_net: centavos that legacy said were owed less credit, before it was asked to take a payment.
CREATE TABLE write_record (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    operation varchar(150) NOT NULL,
    business_key bytea NOT NULL CHECK (length(business_key) = 32),
    content bytea NOT NULL CHECK (length(content) = 32),
    current boolean NOT NULL DEFAULT true,
    owner varchar(10) NOT NULL CHECK (owner IN ('legacy', 'native')),
    route_version bigint NOT NULL,
    billing_group varchar(20),
    contract contract_number,
    amount centavos,
    state varchar(12) NOT NULL CHECK (state IN ('received', 'dispatched', 'answered', 'unknown', 'failed')),
    reason varchar(200),
    attempt integer NOT NULL DEFAULT 1,
    gateway varchar(100) NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    dispatched_at timestamptz,
    ended_at timestamptz,
    lease_until timestamptz NOT NULL,
    repeats_until timestamptz,
    before_net centavos,
    paying_contract contract_number,
    done boolean,
    status smallint,
    content_type varchar(200),
    answer bytea,
    resolved_by varchar(100),
    resolved_why varchar(500));

CREATE UNIQUE INDEX write_record_key ON write_record (business_key) WHERE current;
CREATE UNIQUE INDEX write_record_paying ON write_record (paying_contract) WHERE paying_contract IS NOT NULL;
-- Few rows: what is under way or has to be looked into.
CREATE INDEX write_record_open ON write_record (state, id) WHERE state IN ('received', 'dispatched', 'unknown');
CREATE INDEX write_record_contract ON write_record (contract, ended_at) WHERE contract IS NOT NULL;

-- Begins a write, or says what became of it. turn: mine (go on, as owner says), done, busy, unknown, other-content.
CREATE FUNCTION write_begin(
    asked_operation text, asked_key bytea, asked_content bytea, asked_owner text, asked_version bigint,
    asked_group text, asked_contract integer, asked_amount bigint, asked_lease interval, asked_gateway text)
    RETURNS TABLE (
        turn text, write_id bigint, write_attempt integer, write_owner text, write_status smallint, write_type text,
        write_answer bytea)
    LANGUAGE plpgsql AS $$
DECLARE
    kept write_record;
    is_over boolean;
BEGIN
    LOOP
        INSERT INTO write_record (
            operation, business_key, content, owner, route_version, billing_group, contract, amount, state, gateway,
            lease_until)
        VALUES (
            asked_operation, asked_key, asked_content, asked_owner, asked_version, asked_group, asked_contract,
            asked_amount, 'received', asked_gateway, now() + asked_lease)
        ON CONFLICT (business_key) WHERE current DO NOTHING
        RETURNING * INTO kept;
        IF FOUND THEN
            RETURN QUERY SELECT 'mine', kept.id, kept.attempt, kept.owner::text, NULL::smallint, NULL, NULL::bytea;
            RETURN;
        END IF;
        SELECT * INTO kept FROM write_record WHERE business_key = asked_key AND current FOR UPDATE;
        CONTINUE WHEN NOT FOUND;
        is_over := kept.state = 'answered' AND coalesce(kept.repeats_until < clock_timestamp(), false);
        IF is_over AND kept.status < 500 THEN
            UPDATE write_record SET current = false WHERE id = kept.id;
            CONTINUE;
        END IF;
        EXIT;
    END LOOP;
    IF kept.content <> asked_content AND NOT is_over THEN
        turn := 'other-content';
    ELSIF kept.state = 'answered' AND NOT is_over THEN
        turn := 'done';
    ELSIF kept.state IN ('received', 'dispatched') AND kept.lease_until > clock_timestamp() THEN
        turn := 'busy';
    ELSIF kept.owner = 'legacy' AND kept.state IN ('dispatched', 'unknown') THEN
        -- Legacy may have done it: nobody is asked again before that is known.
        turn := 'unknown';
        UPDATE write_record SET state = 'unknown', reason = coalesce(reason, 'gateway-lost'),
            ended_at = coalesce(ended_at, clock_timestamp()), paying_contract = NULL
        WHERE id = kept.id;
    ELSE
        -- Nothing was done, or it was native, which knows the write again by its id; or its fault is long ago: then
        -- its owner is asked once more, for a fault may come after the deed.
        turn := 'mine';
        UPDATE write_record SET state = 'received', attempt = attempt + 1, gateway = asked_gateway, ended_at = NULL,
            reason = NULL, content = asked_content, amount = asked_amount, before_net = NULL, paying_contract = NULL,
            lease_until = clock_timestamp() + asked_lease
        WHERE id = kept.id RETURNING * INTO kept;
    END IF;
    RETURN QUERY SELECT
        turn, kept.id, kept.attempt, kept.owner::text, kept.status, kept.content_type::text, kept.answer;
END $$;

-- Taken by the native core. write: the key under which it was posted (payment/...); ticket: the collector's number.
CREATE TABLE native_payment (
    contract contract_number, id bigint GENERATED ALWAYS AS IDENTITY,
    write varchar(80) NOT NULL,
    ticket varchar(256),
    channel varchar(1) NOT NULL,
    form smallint NOT NULL,
    amount centavos NOT NULL CHECK (amount > 0),
    credit centavos NOT NULL CHECK (credit >= 0),
    paid date NOT NULL,
    taken_at timestamptz NOT NULL,
    reversed_at timestamptz,
    reversed_by varchar(100),
    reversed_why varchar(500),
    PRIMARY KEY (contract, id),
    UNIQUE (contract, write));

CREATE UNIQUE INDEX native_payment_ticket ON native_payment (contract, ticket)
    WHERE ticket IS NOT NULL AND reversed_at IS NULL;

-- What of a payment went to an imported invoice; what went to native documents is in receivable_settlement.
CREATE TABLE native_payment_part (
    contract contract_number, payment bigint, invoice integer,
    amount centavos NOT NULL CHECK (amount > 0),
    PRIMARY KEY (contract, payment, invoice));

-- References that must not be paid against any more.
CREATE TABLE native_reference_cancelled (
    contract contract_number PRIMARY KEY,
    cancelled_at timestamptz NOT NULL DEFAULT now());
