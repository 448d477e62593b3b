-- Desks of payments (docs/payments.md): direct debit, tills, refunds, holds, vouchers, payment plans.

INSERT INTO ledger_account (code, title, kind, part) VALUES
    ('till-variance', 'Shortages and surpluses of tills', 'expense', 'none'),
    ('vouchers', 'Vouchers given out and not redeemed', 'liability', 'none'),
    ('revenue.returned-debit', 'Fees for debits without funds', 'income', 'none');

-- What follows when the money of a debit does not come. fee: for a debit without funds; 0: none. The codes are those of
-- the banks' interchange: 04 no funds; 01, 02, 03, 06 and 08: the account is no more, or may not be debited.
CREATE TABLE payment_debit_rules (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    notice_days smallint NOT NULL CHECK (notice_days BETWEEN 0 AND 60),
    retry_days smallint NOT NULL CHECK (retry_days BETWEEN 1 AND 60),
    most_attempts smallint NOT NULL CHECK (most_attempts BETWEEN 1 AND 10),
    most_failures smallint NOT NULL CHECK (most_failures BETWEEN 1 AND 20),
    closed_codes text[] NOT NULL,
    no_funds_codes text[] NOT NULL,
    fee centavos NOT NULL CHECK (fee >= 0),
    who varchar(100) NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp());

INSERT INTO payment_debit_rules (
    notice_days, retry_days, most_attempts, most_failures, closed_codes, no_funds_codes, fee, who)
VALUES (5, 5, 3, 3, '{01,02,03,06,08}', '{04}', 15000, 'migration');

-- account: a CLABE, never printed nor logged whole. An account is never changed: a new mandate is given. notice_days: of
-- this mandate; null: as by the rules.
CREATE TABLE payment_mandate (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract contract_number NOT NULL,
    account varchar(18) NOT NULL CHECK (account ~ '^[0-9]{18}$'),
    state varchar(10) NOT NULL CHECK (state IN ('requested', 'active', 'suspended', 'ended')),
    most centavos CHECK (most > 0),
    notice_days smallint CHECK (notice_days BETWEEN 0 AND 60),
    failures smallint NOT NULL DEFAULT 0,
    who varchar(100) NOT NULL,
    given_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by varchar(100) NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp());

CREATE UNIQUE INDEX payment_mandate_living ON payment_mandate (contract) WHERE state <> 'ended';

CREATE TABLE payment_debit_batch (
    provider varchar(20), day date, number integer CHECK (number BETWEEN 1 AND 999999),
    made_by varchar(100) NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (provider, day, number));

-- One debt to be debited, told to the customer on noticed_on, not debited before day. state:
--   noticed  waits for its day, or for its next attempt     sent     in a file, not answered
--   paid     may still come back                            failed   given up
--   dropped  paid otherwise meanwhile, or not allowed any more
CREATE TABLE payment_debit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mandate bigint NOT NULL REFERENCES payment_mandate,
    contract contract_number NOT NULL,
    reference varchar(30) NOT NULL UNIQUE,
    amount centavos NOT NULL CHECK (amount > 0),
    due date NOT NULL,
    noticed_on date NOT NULL,
    day date NOT NULL,
    attempt smallint NOT NULL DEFAULT 0,
    state varchar(10) NOT NULL CHECK (state IN ('noticed', 'sent', 'paid', 'failed', 'dropped')));

CREATE UNIQUE INDEX payment_debit_living ON payment_debit (contract) WHERE state IN ('noticed', 'sent');
CREATE INDEX payment_debit_day ON payment_debit (day) WHERE state = 'noticed';

-- result: null until the bank has answered; paid, failed, or reversed after it was paid.
CREATE TABLE payment_debit_attempt (
    debit bigint REFERENCES payment_debit, attempt smallint,
    provider varchar(20) NOT NULL, day date NOT NULL, batch integer NOT NULL, position integer NOT NULL,
    amount centavos NOT NULL CHECK (amount > 0),
    result varchar(10) CHECK (result IN ('paid', 'failed', 'reversed')),
    code varchar(20),
    fee centavos NOT NULL DEFAULT 0,
    told_at timestamptz,
    PRIMARY KEY (debit, attempt),
    UNIQUE (provider, day, batch, position),
    FOREIGN KEY (provider, day, batch) REFERENCES payment_debit_batch);

-- Files that were read, so that the same again changes nothing.
CREATE TABLE payment_debit_return (
    provider varchar(20), digest bytea CHECK (length(digest) = 32),
    day date NOT NULL, batch integer NOT NULL, facts integer NOT NULL,
    read_by varchar(100) NOT NULL,
    read_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (provider, digest));

-- A session of a till: from opening to counting out, never opened again. opening_float: cash in it at the start.
CREATE TABLE payment_till (
    session bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    till integer NOT NULL CHECK (till BETWEEN 1 AND 999999),
    cashier varchar(100) NOT NULL CHECK (cashier <> ''),
    opening_float centavos NOT NULL CHECK (opening_float >= 0),
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by varchar(100),
    expected centavos,
    counted centavos CHECK (counted >= 0),
    CHECK ((closed_at IS NULL) = (counted IS NULL) AND (closed_at IS NULL) = (expected IS NULL)));

CREATE UNIQUE INDEX payment_till_open ON payment_till (till) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX payment_till_cashier ON payment_till (cashier) WHERE closed_at IS NULL;

CREATE TABLE payment_till_receipt (
    session bigint REFERENCES payment_till, receipt varchar(60),
    reference varchar(64) NOT NULL,
    amount centavos NOT NULL CHECK (amount > 0),
    form smallint NOT NULL CHECK (form IN (1, 4)),
    taken_at timestamptz NOT NULL,
    voided_at timestamptz,
    PRIMARY KEY (session, receipt));

CREATE TABLE payment_till_count (
    session bigint REFERENCES payment_till, position smallint,
    counted centavos NOT NULL CHECK (counted >= 0),
    expected centavos NOT NULL,
    who varchar(100) NOT NULL,
    counted_at timestamptz NOT NULL,
    PRIMARY KEY (session, position));

-- From asking to arrival the money is blocked. A second person approves.
CREATE TABLE payment_refund (
    contract contract_number, reference varchar(60),
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    amount centavos NOT NULL CHECK (amount > 0),
    account varchar(18) NOT NULL CHECK (account ~ '^[0-9]{18}$'),
    state varchar(10) NOT NULL CHECK (state IN ('requested', 'approved', 'sent', 'done', 'failed', 'rejected')),
    why varchar(500) NOT NULL,
    requested_by varchar(100) NOT NULL,
    requested_at timestamptz NOT NULL,
    approved_by varchar(100),
    approved_at timestamptz,
    batch bigint,
    ended_by varchar(100),
    ended_at timestamptz,
    outcome varchar(200),
    PRIMARY KEY (contract, reference),
    CHECK (approved_by <> requested_by),
    CHECK (state NOT IN ('approved', 'sent', 'done') OR approved_by IS NOT NULL));

CREATE INDEX payment_refund_open ON payment_refund (id) WHERE state IN ('requested', 'approved', 'sent');
CREATE SEQUENCE payment_refund_batch AS bigint;

-- A contract on hold: what is paid for it is kept blocked until the hold is released.
CREATE TABLE payment_hold (
    contract contract_number PRIMARY KEY,
    why varchar(500) NOT NULL CHECK (why <> ''),
    who varchar(100) NOT NULL CHECK (who <> ''),
    since timestamptz NOT NULL);

-- Its money is blocked: no debt was settled, and taking it back unblocks it.
ALTER TABLE native_payment ADD COLUMN held boolean NOT NULL DEFAULT false;
CREATE INDEX native_payment_held ON native_payment (contract) WHERE held AND reversed_at IS NULL;

-- hash: SHA-256 of the code, which is shown once and kept nowhere.
CREATE TABLE payment_voucher (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    amount centavos NOT NULL CHECK (amount > 0),
    last_day date NOT NULL,
    sold boolean NOT NULL,
    issued_by varchar(100) NOT NULL,
    why varchar(500) NOT NULL,
    issued_at timestamptz NOT NULL,
    redeemed_at timestamptz,
    redeemed_by varchar(100),
    contract contract_number,
    CHECK ((redeemed_at IS NULL) = (contract IS NULL)));

-- Payment plans: what of which document a plan splits, and how the plan stands.
ALTER TABLE instalment_plan
    ADD COLUMN state varchar(10) NOT NULL DEFAULT 'active'
        CHECK (state IN ('active', 'done', 'broken', 'cancelled')),
    ADD COLUMN ended_on date,
    ADD COLUMN ended_by varchar(100),
    ADD COLUMN ended_why varchar(500);

UPDATE instalment_plan p SET state = 'cancelled', ended_on = current_date, ended_by = 'migration',
    ended_why = 'a later plan of the contract'
WHERE EXISTS (SELECT FROM instalment_plan l WHERE l.contract = p.contract
    AND (l.made_at, l.reference) > (p.made_at, p.reference));

CREATE UNIQUE INDEX instalment_plan_active ON instalment_plan (contract) WHERE state = 'active';

CREATE TABLE instalment_plan_document (
    contract contract_number, reference varchar(60), cycle integer, type smallint, ordinal smallint,
    amount centavos NOT NULL CHECK (amount > 0),
    PRIMARY KEY (contract, reference, cycle, type, ordinal),
    FOREIGN KEY (contract, reference) REFERENCES instalment_plan);

-- Debits that a provider tells as paid by itself are found by their reference.
CREATE INDEX payment_fact_bank_reference ON payment_fact (reference) WHERE channel = 'B' AND kind = 'paid';
