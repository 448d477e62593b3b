-- Large users that pay after, day by day (docs/prepaid.md): the same agreement and segments; each day asks for what it
-- charged, and nothing is decided of credit.

ALTER TABLE prepaid_account ADD COLUMN settlement varchar(10) NOT NULL DEFAULT 'prepaid'
    CHECK (settlement IN ('prepaid', 'daily'));
