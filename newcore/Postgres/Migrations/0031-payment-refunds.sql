-- Refunds through the provider that took the money (docs/payments.md).

-- provider, charge: the payment it is given back of, where a provider can; none: by an order to the bank. State asked: the
-- provider was asked and its answer is not known, so the charge is looked up before it is asked again. refused: what the
-- provider said no with; the refund then goes by an order to the bank. due_at: until then it is somebody's who is asking.
ALTER TABLE payment_refund
    ADD COLUMN provider varchar(20),
    ADD COLUMN charge varchar(120),
    ADD COLUMN provider_refund varchar(60),
    ADD COLUMN refused varchar(200),
    ADD COLUMN due_at timestamptz,
    ADD CHECK ((provider IS NULL) = (charge IS NULL)),
    DROP CONSTRAINT payment_refund_state_check,
    ADD CONSTRAINT payment_refund_state_check CHECK (
        state IN ('requested', 'approved', 'asked', 'sent', 'done', 'failed', 'rejected')),
    ADD CHECK (state <> 'asked' OR (provider IS NOT NULL AND approved_by IS NOT NULL AND due_at IS NOT NULL));

-- One refund of a charge: what the provider shows as given back is then this one.
CREATE UNIQUE INDEX payment_refund_charge ON payment_refund (provider, charge)
    WHERE provider IS NOT NULL AND state <> 'rejected';

DROP INDEX payment_refund_open;
CREATE INDEX payment_refund_open ON payment_refund (id) WHERE state IN ('requested', 'approved', 'asked', 'sent');

-- Of vouchers that were given away: after their last day the money is the subsidies' again.
ALTER TABLE payment_voucher ADD COLUMN expired_at timestamptz,
    ADD CHECK (expired_at IS NULL OR (NOT sold AND redeemed_at IS NULL));

-- Whether a link's reference was paid.
CREATE INDEX payment_fact_document ON payment_fact (reference) WHERE length(reference) = 29;
