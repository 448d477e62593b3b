-- The billing extract as last imported. English names of the extract's tables and columns: see ExtractNames in
-- adapters/AquaCis/Extract. The import reads types, nulls and keys from this schema:
--   varchar(n)       a code of at most n characters; blanks around it do not count
--   text             kept as it stands
--   centavos         an amount of pesos with at most two decimals, in centavos
--   contract_number  at most eight digits, for a payment reference holds no more
-- What grows with every period is keyed by contract first, to be partitioned or distributed on it.

CREATE DOMAIN centavos AS bigint;
CREATE DOMAIN contract_number AS integer;

CREATE TABLE legacy_service_area (
    id smallint PRIMARY KEY,
    name text NOT NULL,
    code varchar(8) NOT NULL,
    days_to_pay smallint NOT NULL);

CREATE TABLE legacy_zone (
    service_area smallint, id varchar(8),
    frequency smallint NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (service_area, id));

CREATE TABLE legacy_frequency (
    id smallint PRIMARY KEY,
    periods smallint NOT NULL,
    days numeric NOT NULL);

CREATE TABLE legacy_charge_type (
    service_area smallint, id smallint,
    position smallint NOT NULL,
    in_force boolean NOT NULL,
    taxed boolean NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (service_area, id));

CREATE TABLE legacy_tariff_kind (
    id integer PRIMARY KEY,
    name text NOT NULL,
    domestic boolean NOT NULL);

CREATE TABLE legacy_tariff (
    service_area smallint, charge_type smallint, tariff_kind integer,
    format smallint NOT NULL,
    in_force boolean NOT NULL,
    by_days_in_service boolean NOT NULL,
    PRIMARY KEY (service_area, charge_type, tariff_kind));

CREATE TABLE legacy_tariff_version (
    service_area smallint, charge_type smallint, tariff_kind integer, since date,
    until date,
    gazette integer NOT NULL,
    PRIMARY KEY (service_area, charge_type, tariff_kind, since));

CREATE TABLE legacy_charge_part (
    service_area smallint, charge_type smallint, tariff_kind integer, since date, id smallint,
    frequency smallint NOT NULL,
    formula smallint NOT NULL,
    fixed_price numeric NOT NULL,
    unit_price numeric NOT NULL,
    prorated boolean NOT NULL,
    position smallint NOT NULL,
    base_charge_type smallint,
    PRIMARY KEY (service_area, charge_type, tariff_kind, since, id));

CREATE TABLE legacy_tariff_row (
    service_area smallint, charge_type smallint, tariff_kind integer, since date, part smallint, up_to numeric,
    fixed_price numeric NOT NULL,
    unit_price numeric NOT NULL,
    PRIMARY KEY (service_area, charge_type, tariff_kind, since, part, up_to));

CREATE TABLE legacy_meter_size_price (
    service_area smallint, charge_type smallint, tariff_kind integer, since date, part smallint, meter_size smallint,
    fixed_price numeric NOT NULL,
    unit_price numeric NOT NULL,
    PRIMARY KEY (service_area, charge_type, tariff_kind, since, part, meter_size));

CREATE TABLE legacy_tax_rate (
    id integer PRIMARY KEY,
    tax smallint NOT NULL,
    since date NOT NULL,
    until date,
    rate numeric NOT NULL);

CREATE TABLE legacy_person (
    id integer PRIMARY KEY,
    name text NOT NULL,
    surname text NOT NULL,
    tax_id varchar(40) NOT NULL,
    pensioner boolean NOT NULL);

CREATE TABLE legacy_customer (
    id integer PRIMARY KEY,
    kind varchar(1) NOT NULL,
    cfdi_use varchar(8) NOT NULL,
    tax_regime varchar(8) NOT NULL,
    person integer NOT NULL,
    postal_code varchar(10) NOT NULL);

CREATE TABLE legacy_service_point (
    id integer PRIMARY KEY,
    service_area smallint NOT NULL,
    zone varchar(8) NOT NULL,
    state smallint NOT NULL);

CREATE TABLE legacy_meter (
    id integer PRIMARY KEY,
    serial_number varchar(40) NOT NULL,
    size_mm smallint NOT NULL,
    dials smallint NOT NULL,
    installed date NOT NULL,
    removed date,
    telemetry boolean NOT NULL,
    service_point integer NOT NULL);

CREATE TABLE legacy_contract (
    number contract_number PRIMARY KEY,
    service_area smallint NOT NULL,
    zone varchar(8) NOT NULL,
    service_point integer NOT NULL,
    customer integer NOT NULL,
    state smallint NOT NULL,
    use smallint NOT NULL,
    collection_blocked boolean NOT NULL,
    units integer NOT NULL,
    sewerage boolean NOT NULL,
    treatment boolean NOT NULL,
    since date NOT NULL,
    until date);

CREATE TABLE legacy_contract_tariff (
    contract contract_number, service_area smallint, charge_type smallint, tariff_kind integer, since date,
    until date,
    PRIMARY KEY (contract, service_area, charge_type, tariff_kind, since));

CREATE TABLE legacy_contract_variable (
    contract contract_number, kind smallint, since date,
    value numeric NOT NULL,
    PRIMARY KEY (contract, kind, since));

CREATE TABLE legacy_billing_run (
    id integer PRIMARY KEY,
    service_area smallint NOT NULL,
    zone varchar(8) NOT NULL,
    year smallint NOT NULL,
    frequency smallint NOT NULL,
    period smallint NOT NULL,
    issued date NOT NULL,
    simulated boolean NOT NULL);

-- A reading's contract is the one its service point serves.
CREATE TABLE legacy_reading (
    contract contract_number, service_point integer, read_at timestamptz, kind varchar(1), meter integer,
    origin varchar(8) NOT NULL,
    remark varchar(8),
    dials integer NOT NULL,
    consumption integer NOT NULL,
    telemetry boolean NOT NULL,
    year smallint,
    period smallint,
    PRIMARY KEY (contract, service_point, read_at, kind, meter));

CREATE TABLE legacy_invoice (
    contract contract_number, id integer,
    billing_run integer NOT NULL,
    number varchar(18) NOT NULL,
    issued date NOT NULL,
    due date NOT NULL,
    amount centavos NOT NULL,
    tax centavos NOT NULL,
    state smallint NOT NULL,
    service_area smallint NOT NULL,
    tax_id varchar(40),
    PRIMARY KEY (contract, id));

-- The contract of a line, and of a payment, is that of its invoice.
CREATE TABLE legacy_invoice_line (
    contract contract_number, invoice integer, line smallint,
    service_area smallint NOT NULL,
    charge_type smallint NOT NULL,
    tariff_kind integer NOT NULL,
    tariff_since date NOT NULL,
    part smallint NOT NULL,
    up_to numeric,
    meter_size smallint,
    quantity numeric NOT NULL,
    fixed_price numeric NOT NULL,
    unit_price numeric NOT NULL,
    amount centavos NOT NULL,
    tax_rate numeric NOT NULL,
    PRIMARY KEY (contract, invoice, line));

CREATE TABLE legacy_payment_reference (
    contract contract_number, id integer,
    invoice_number varchar(18) NOT NULL,
    created date NOT NULL,
    amount centavos NOT NULL,
    reference varchar(25) NOT NULL,
    PRIMARY KEY (contract, id));

CREATE TABLE legacy_payment (
    contract contract_number, invoice integer, id integer,
    channel varchar(1) NOT NULL,
    form smallint NOT NULL,
    amount centavos NOT NULL,
    paid date NOT NULL,
    reference varchar(25) NOT NULL,
    PRIMARY KEY (contract, invoice, id));

-- The version counts up when an import changed anything; NOTIFY strangler_import carries it.
CREATE TABLE import_state (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version bigint NOT NULL,
    changed_at timestamptz NOT NULL);

INSERT INTO import_state (version, changed_at) VALUES (0, now());

CREATE TABLE import_run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version bigint NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL);

CREATE TABLE import_run_file (
    run bigint NOT NULL REFERENCES import_run,
    file text NOT NULL,
    inserted bigint NOT NULL,
    updated bigint NOT NULL,
    unchanged bigint NOT NULL,
    removed bigint NOT NULL,
    quarantined bigint NOT NULL,
    PRIMARY KEY (run, file));

-- Rows of the last import that could not be taken in. Where it is known whose they are, what the native side knows of
-- that contract is not whole, so legacy goes on answering for it.
CREATE TABLE import_quarantine (
    file text,
    line bigint,
    imported_table text NOT NULL,
    reason text NOT NULL,
    contract integer,
    PRIMARY KEY (file, line));

CREATE INDEX import_quarantine_contract ON import_quarantine (contract) WHERE contract IS NOT NULL;
