-- Billing runs and what they make: docs/billing.md. Documents and lines are keyed by contract, and narrow: a run writes
-- millions of them. Their wide columns come first, for rows are padded.

-- Types and statuses are rows: a new one needs no new program. A number begins with its type's prefix.
CREATE TABLE billing_document_type (
    code smallint PRIMARY KEY,
    name varchar(30) NOT NULL UNIQUE,
    prefix varchar(4) NOT NULL UNIQUE CHECK (prefix ~ '^[A-Z]+$'),
    sign smallint NOT NULL CHECK (sign IN (-1, 1)));

INSERT INTO billing_document_type VALUES
    (1, 'invoice', 'F', 1), (2, 'credit-note', 'C', -1), (3, 'debit-note', 'D', 1), (4, 'corrective', 'R', 1),
    (5, 'advance', 'A', -1);

-- owed: what is left of the document counts as debt. next: the statuses that may follow.
CREATE TABLE billing_status (
    code smallint PRIMARY KEY,
    name varchar(30) NOT NULL UNIQUE,
    owed boolean NOT NULL,
    next smallint[] NOT NULL);

INSERT INTO billing_status VALUES
    (1, 'draft', false, '{2,4}'), (2, 'issued', true, '{3,4,5}'), (3, 'settled', false, '{2}'),
    (4, 'cancelled', false, '{}'), (5, 'disputed', true, '{2,3,4}');

-- Concepts whose lines post to another account than revenue.<concept>.
CREATE TABLE billing_concept_account (
    concept smallint PRIMARY KEY,
    account varchar(32) NOT NULL);

INSERT INTO billing_concept_account VALUES (4, 'subsidies'), (9, 'revenue.surcharge'), (99, 'rounding');

-- A group without a row bills calendar months, as the extract's own runs do. first_day staggers groups.
CREATE TABLE billing_calendar (
    service_area smallint, zone varchar(8),
    kind varchar(10) NOT NULL CHECK (kind IN ('monthly', 'bimonthly', 'quarterly', 'custom')),
    first_day smallint NOT NULL CHECK (first_day BETWEEN 1 AND 28),
    issue_after_days smallint NOT NULL CHECK (issue_after_days BETWEEN 0 AND 90),
    due_after_days smallint NOT NULL CHECK (due_after_days BETWEEN 0 AND 90),
    anchor date,
    custom_days smallint CHECK (custom_days BETWEEN 1 AND 366),
    who varchar(100) NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service_area, zone),
    CHECK ((kind = 'custom') = (anchor IS NOT NULL)),
    CHECK ((kind = 'custom') = (custom_days IS NOT NULL)));

CREATE TABLE billing_run (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    billing_group varchar(20) NOT NULL, -- empty: all
    year smallint NOT NULL,
    period smallint NOT NULL,
    simulated boolean NOT NULL,
    held boolean NOT NULL, -- stops after rating, until somebody posts it
    review_zero boolean NOT NULL, -- bills of no consumption are put aside
    state varchar(10) NOT NULL CHECK (state IN ('rating', 'rated', 'posting', 'posted', 'simulated', 'cancelled')),
    who varchar(100) NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    ended_by varchar(100));

-- The days a run bills of each group. A cycle is BILLED when a run of it was posted.
CREATE TABLE billing_cycle (
    service_area smallint, zone varchar(8), year smallint, period smallint,
    kind varchar(10) NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL CHECK (to_day >= from_day),
    issued date NOT NULL,
    due date NOT NULL,
    status varchar(6) NOT NULL CHECK (status IN ('ACTIVE', 'BILLED')),
    PRIMARY KEY (service_area, zone, year, period));

-- A share of a run: the contracts of its groups from first to last. Who works on it holds a lease.
CREATE TABLE billing_chunk (
    run integer REFERENCES billing_run, number integer,
    first_contract contract_number NOT NULL,
    last_contract contract_number NOT NULL,
    contracts integer NOT NULL,
    state varchar(10) NOT NULL CHECK (state IN ('planned', 'rated', 'posted', 'simulated', 'cancelled')),
    worker varchar(100),
    lease_until timestamptz,
    failures smallint NOT NULL DEFAULT 0,
    failure varchar(500),
    billed integer NOT NULL DEFAULT 0,
    lines integer NOT NULL DEFAULT 0,
    parked integer NOT NULL DEFAULT 0,
    skipped integer NOT NULL DEFAULT 0,
    tax centavos NOT NULL DEFAULT 0,
    total centavos NOT NULL DEFAULT 0,
    PRIMARY KEY (run, number));

-- What a chunk charged, by concept.
CREATE TABLE billing_chunk_concept (
    run integer, chunk integer, concept smallint,
    lines integer NOT NULL,
    amount centavos NOT NULL,
    tax centavos NOT NULL,
    PRIMARY KEY (run, chunk, concept),
    FOREIGN KEY (run, chunk) REFERENCES billing_chunk);

-- Contracts that need no bill, by reason.
CREATE TABLE billing_chunk_skipped (
    run integer, chunk integer, reason varchar(40),
    contracts integer NOT NULL,
    PRIMARY KEY (run, chunk, reason),
    FOREIGN KEY (run, chunk) REFERENCES billing_chunk);

-- Tariff versions that lines name by number.
CREATE TABLE billing_plan (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code varchar(100) NOT NULL,
    version varchar(40) NOT NULL,
    UNIQUE (code, version));

-- Cycle is year x 100 + period. place counts the documents of a number series within its chunk from 0: the number is that
-- of billing_number plus place. carried: pesos for the next bill. Never changed: a correction is another document.
CREATE TABLE billing_document (
    total centavos NOT NULL,
    tax centavos NOT NULL,
    contract contract_number, cycle integer,
    run integer NOT NULL,
    chunk integer NOT NULL,
    place integer NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    issued date NOT NULL,
    due date NOT NULL,
    type smallint, ordinal smallint,
    service_area smallint NOT NULL,
    corrects_type smallint,
    corrects_ordinal smallint,
    quantity numeric NOT NULL,
    carried numeric NOT NULL,
    PRIMARY KEY (contract, cycle, type, ordinal));

-- parent: the line it is part of. A price, limit or factor that plays no part is null. A line's rule is its concept and
-- part in the plan.
CREATE TABLE billing_line (
    amount centavos NOT NULL,
    tax centavos NOT NULL,
    contract contract_number, cycle integer,
    plan integer NOT NULL,
    type smallint, ordinal smallint, line smallint,
    concept smallint NOT NULL,
    part smallint NOT NULL,
    parent smallint,
    meter_size smallint,
    informational boolean NOT NULL,
    quantity numeric NOT NULL,
    fixed_price numeric,
    unit_price numeric,
    factor numeric,
    up_to numeric,
    tax_rate numeric,
    PRIMARY KEY (contract, cycle, type, ordinal, line));

-- What the documents of a held run will post.
CREATE TABLE billing_draft (
    run integer, chunk integer, contract contract_number, cycle integer, type smallint, ordinal smallint,
    booked_on date NOT NULL,
    accounts text[] NOT NULL,
    amounts bigint[] NOT NULL,
    PRIMARY KEY (run, chunk, contract, cycle, type, ordinal));

-- Statuses set since a document was issued, the newest last.
CREATE TABLE billing_document_status (
    contract contract_number, cycle integer, type smallint, ordinal smallint, position smallint,
    status smallint NOT NULL REFERENCES billing_status,
    changed_at timestamptz NOT NULL DEFAULT now(),
    who varchar(100) NOT NULL,
    why varchar(500) NOT NULL,
    PRIMARY KEY (contract, cycle, type, ordinal, position));

-- The last number given. Its row is locked from taking numbers to the commit, so what is rolled back leaves no gap.
CREATE TABLE billing_series (
    prefix varchar(4), service_area smallint, year smallint,
    last bigint NOT NULL CHECK (last >= 0),
    PRIMARY KEY (prefix, service_area, year));

-- The numbers a chunk was given: count of them from first.
CREATE TABLE billing_number (
    prefix varchar(4), service_area smallint, year smallint, first bigint,
    count integer NOT NULL CHECK (count > 0),
    run integer NOT NULL,
    chunk integer NOT NULL,
    PRIMARY KEY (prefix, service_area, year, first),
    UNIQUE (run, chunk, prefix, service_area, year),
    FOREIGN KEY (run, chunk) REFERENCES billing_chunk);

CREATE VIEW billing_document_now AS
    SELECT d.contract, d.cycle, d.type, d.ordinal, t.name AS type_name,
        n.prefix || to_char(d.service_area, 'FM0000') || '-' || n.year || '-' || to_char(n.first + d.place, 'FM00000000')
            AS number,
        coalesce(
            (SELECT h.status FROM billing_document_status h
             WHERE h.contract = d.contract AND h.cycle = d.cycle AND h.type = d.type AND h.ordinal = d.ordinal
             ORDER BY h.position DESC LIMIT 1),
            CASE c.state WHEN 'posted' THEN 2 ELSE 1 END)::smallint AS status,
        d.run, d.chunk, d.service_area, d.from_day, d.to_day, d.issued, d.due, d.quantity, d.tax, d.total, d.carried,
        d.corrects_type, d.corrects_ordinal
    FROM billing_document d
    JOIN billing_document_type t ON t.code = d.type
    JOIN billing_chunk c ON c.run = d.run AND c.number = d.chunk
    LEFT JOIN billing_number n ON n.run = d.run AND n.chunk = d.chunk AND n.prefix = t.prefix
        AND n.service_area = d.service_area AND n.year = extract(year FROM d.issued);

CREATE FUNCTION billing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A billing document is never changed: write another one.';
END $$;

CREATE FUNCTION billing_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM billing_document d JOIN billing_chunk c ON c.run = d.run AND c.number = d.chunk
               WHERE d.contract = OLD.contract AND d.cycle = OLD.cycle AND d.type = OLD.type
                 AND d.ordinal = OLD.ordinal AND c.state = 'posted') THEN
        RAISE EXCEPTION 'A billing document that was posted is never removed.';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER billing_document_unchanged BEFORE UPDATE OR TRUNCATE ON billing_document
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
CREATE TRIGGER billing_line_unchanged BEFORE UPDATE OR TRUNCATE ON billing_line
    FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
CREATE TRIGGER billing_document_kept BEFORE DELETE ON billing_document
    FOR EACH ROW EXECUTE FUNCTION billing_refuse_removal();
CREATE TRIGGER billing_line_kept BEFORE DELETE ON billing_line
    FOR EACH ROW EXECUTE FUNCTION billing_refuse_removal();
