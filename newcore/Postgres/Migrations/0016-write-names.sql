-- Names that senders gave their writes (Idempotency-Key), and the content each stands for, for ever. Both are SHA-256.
CREATE TABLE write_name (
    name bytea PRIMARY KEY CHECK (length(name) = 32),
    content bytea NOT NULL CHECK (length(content) = 32),
    given_at timestamptz NOT NULL DEFAULT now());
