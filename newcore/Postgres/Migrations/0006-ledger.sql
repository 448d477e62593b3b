-- The ledger (docs/ledger.md): entries that are only ever added, a head and balances per contract, totals per day. All
-- money is whole centavos; debit positive, credit negative. Everything that grows is keyed by contract, so that it can be
-- partitioned or distributed on it.

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is only added to: no % of %.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- part: which balance of a contract its postings make. An account's code is part of every hash.
CREATE TABLE ledger_account (
    id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code varchar(32) NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9.-]*$'),
    title varchar(100) NOT NULL,
    kind varchar(10) NOT NULL CHECK (kind IN ('asset', 'liability', 'income', 'expense', 'equity')),
    part varchar(10) NOT NULL CHECK (part IN ('none', 'receivable', 'available', 'to-offset', 'blocked', 'deposit')));

INSERT INTO ledger_account (code, title, kind, part) VALUES
    ('receivable', 'Owed by customers', 'asset', 'receivable'),
    ('cash', 'Money received and paid out', 'asset', 'none'),
    ('customer-credit', 'Held for customers, available', 'liability', 'available'),
    ('customer-to-offset', 'Held for customers, to be set against invoices', 'liability', 'to-offset'),
    ('customer-blocked', 'Held for customers, blocked', 'liability', 'blocked'),
    ('deposits', 'Deposits of customers', 'liability', 'deposit'),
    ('tax.iva', 'Value added tax to be paid over', 'liability', 'none'),
    ('rounding', 'Rounding of bills', 'income', 'none'),
    ('subsidies', 'Subsidies and social programmes', 'expense', 'none'),
    ('written-off', 'Debts given up', 'expense', 'none'),
    ('opening-balance', 'Taken over from the former system', 'equity', 'none'),
    ('revenue.surcharge', 'Surcharges on late payment', 'income', 'none'),
    ('revenue.1', 'Water', 'income', 'none'),
    ('revenue.2', 'Sewerage', 'income', 'none'),
    ('revenue.3', 'Treatment', 'income', 'none'),
    ('revenue.4', 'Discounts of pensioners', 'income', 'none'),
    ('revenue.5', 'Fixed charges by meter size', 'income', 'none'),
    ('revenue.9', 'Surcharges of bills', 'income', 'none'),
    ('revenue.99', 'Rounding lines of bills', 'income', 'none');

CREATE TRIGGER ledger_account_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- The second guard, after the program's own: no entry is kept whose amounts do not add up to zero.
CREATE FUNCTION ledger_is_balanced(accounts smallint[], amounts bigint[], current_change bigint) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    amount bigint;
    total numeric := 0;
BEGIN
    IF cardinality(accounts) <> cardinality(amounts) OR cardinality(amounts) > 64
        OR (cardinality(amounts) = 0 AND current_change = 0) OR array_position(accounts, NULL) IS NOT NULL THEN
        RETURN false;
    END IF;
    FOREACH amount IN ARRAY amounts LOOP
        IF amount IS NULL THEN
            RETURN false;
        END IF;
        total := total + amount;
    END LOOP;
    RETURN total = 0;
END $$;

-- An entry with all its postings. hash: see EntryEncoding.cs.
CREATE TABLE ledger_entry (
    version bigint CHECK (version > 0),
    at timestamptz NOT NULL,
    current_change bigint NOT NULL,
    contract integer,
    booked_on date NOT NULL,
    kind varchar(40) NOT NULL CHECK (kind <> ''),
    idempotency_key varchar(100) NOT NULL CHECK (idempotency_key <> ''),
    document varchar(60),
    actor varchar(100) NOT NULL CHECK (actor <> ''),
    cause varchar(500) NOT NULL CHECK (cause <> ''),
    accounts smallint[] NOT NULL,
    amounts bigint[] NOT NULL,
    previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (contract, version),
    UNIQUE (contract, idempotency_key),
    CONSTRAINT ledger_entry_balanced CHECK (ledger_is_balanced(accounts, amounts, current_change)));

-- For the journal of a period; it costs an append nearly nothing.
CREATE INDEX ledger_entry_by_day ON ledger_entry USING brin (booked_on);

CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- The head of each stream (version and hash of its last entry), which tells when its tail was cut off, and the balances
-- folded from it. Whoever posts to a contract locks its row.
CREATE TABLE ledger_stream (
    version bigint NOT NULL DEFAULT 0,
    receivable bigint NOT NULL DEFAULT 0,
    available bigint NOT NULL DEFAULT 0,
    to_offset bigint NOT NULL DEFAULT 0,
    blocked bigint NOT NULL DEFAULT 0,
    deposits bigint NOT NULL DEFAULT 0,
    current_amount bigint NOT NULL DEFAULT 0,
    contract integer PRIMARY KEY,
    hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(hash) = 32))
    WITH (fillfactor = 45);

CREATE TRIGGER ledger_stream_goes_on BEFORE UPDATE ON ledger_stream FOR EACH ROW
    WHEN (NEW.contract <> OLD.contract OR NEW.version < OLD.version
        OR (NEW.version = OLD.version AND NEW.hash <> OLD.hash))
    EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_stream_stays BEFORE DELETE OR TRUNCATE ON ledger_stream
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- Postings by day and account. slot spreads those who write at once over rows of their own: the total is their sum.
CREATE TABLE ledger_day_total (
    day date, account smallint, slot smallint,
    debit bigint NOT NULL CHECK (debit >= 0),
    credit bigint NOT NULL CHECK (credit >= 0),
    PRIMARY KEY (day, account, slot))
    WITH (fillfactor = 70);

-- An owner can give itself these rights back, and a superuser needs none: the triggers and the hashes are for them.
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_account, ledger_entry FROM PUBLIC, CURRENT_USER;
REVOKE DELETE, TRUNCATE ON ledger_stream FROM PUBLIC, CURRENT_USER;
