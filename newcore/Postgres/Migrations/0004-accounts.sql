-- Consumers that may ask the native core, by the name of their WS-Security token. No password is kept: the hash is
-- PBKDF2 over SHA-512 with this salt and so many iterations.
CREATE TABLE account (
    username varchar(100) PRIMARY KEY,
    salt bytea NOT NULL CHECK (length(salt) >= 16),
    hash bytea NOT NULL CHECK (length(hash) >= 32),
    iterations integer NOT NULL CHECK (iterations > 0),
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL);
