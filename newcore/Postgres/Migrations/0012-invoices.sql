-- What customers want done about their invoices. Kept by contract, as all that grows.

-- A complaint about an invoice: once for each.
CREATE TABLE native_invoice_complaint (
    contract contract_number, invoice integer,
    complained_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (contract, invoice));

-- Invoices to be printed or sent together. The same content of one day is one request.
CREATE TABLE native_print_request (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    content bytea NOT NULL,
    asked_on date NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    person integer NOT NULL,
    contracts integer[] NOT NULL CHECK (cardinality(contracts) BETWEEN 1 AND 100),
    issued_from date,
    issued_until date,
    description text,
    language text,
    email text,
    UNIQUE (content, asked_on));

CREATE INDEX native_print_request_person ON native_print_request (person);

-- A customer's contracts: invoices can be asked for by customer.
CREATE INDEX legacy_contract_customer ON legacy_contract (customer);
