-- Charges that providers made for us (docs/payment-providers.md), links to pay by, and money that the former system posts.

-- Money for a contract of a billing group that was not cut over is given to the former system by its own operation. From
-- then on it is never posted here, whatever happens to the group.
ALTER TABLE payment_fact ADD COLUMN given_at timestamptz;

-- id: for callers, unguessable. name: SHA-256 of who asks and his Idempotency-Key; content: of what he asked. state:
--   making   a provider was asked, perhaps in vain: asked again with the same key, never another provider
--   made     the payer can be shown how to pay
--   failed   no provider made it; reason says why
CREATE TABLE payment_charge (
    id uuid PRIMARY KEY,
    name bytea NOT NULL UNIQUE CHECK (length(name) = 32),
    content bytea NOT NULL CHECK (length(content) = 32),
    asked_by varchar(100) NOT NULL,
    number bigint NOT NULL REFERENCES payment_reference,
    kind varchar(10) NOT NULL CHECK (kind IN ('store', 'transfer', 'codi', 'card')),
    expires_at timestamptz NOT NULL,
    state varchar(10) NOT NULL CHECK (state IN ('making', 'made', 'failed')),
    provider varchar(20),
    charge varchar(120),
    shown varchar(4000),
    agreement varchar(40),
    reason varchar(200),
    -- Until then it is somebody's who is asking.
    due_at timestamptz NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp());

-- Whose money it is when a provider names its own number, or what the payer was shown.
CREATE INDEX payment_charge_charge ON payment_charge (provider, charge) WHERE charge IS NOT NULL;
CREATE INDEX payment_charge_number ON payment_charge (number);

-- token: SHA-256 of what stands in the link, which is not kept.
CREATE TABLE payment_link (
    token bytea PRIMARY KEY CHECK (length(token) = 32),
    number bigint NOT NULL REFERENCES payment_reference,
    expires_at timestamptz NOT NULL,
    made_by varchar(100) NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp());
