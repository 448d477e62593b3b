namespace Strangler.Postgres.Import;

/// <summary>The tables of the extract, each behind those it refers to.</summary>
internal static class ImportCatalog
{
    private static readonly ImportOwner ByInvoice = new("invoice", "SELECT id AS sought, contract FROM staged_invoice");

    /// <summary>Of two contracts at one point, the one in force is served; else the later one.</summary>
    private static readonly ImportOwner ByServicePoint = new("service_point", """
        SELECT DISTINCT ON (service_point) service_point AS sought, number AS contract
        FROM staged_contract ORDER BY service_point, until IS NULL DESC, since DESC, number
        """);

    private static readonly ImportReference ToContract = new("contract", "contract", "number");
    private static readonly ImportReference ToArea = new("service_area", "service_area", "id");
    private static readonly ImportReference ToZone = new("service_area,zone", "zone", "service_area,id");
    private static readonly ImportReference ToInvoice = new("invoice", "invoice", "id");
    private static readonly ImportReference ToTariffKind = new("tariff_kind", "tariff_kind", "id");

    public static IReadOnlyList<ImportRules> Tables { get; } =
    [
        new("service_area"),
        new("zone") { References = [ToArea] },
        new("frequency"),
        new("charge_type") { References = [ToArea] },
        new("tariff_kind"),
        new("tariff") { References = [ToArea, ToTariffKind] },
        new("tariff_version") { References = [ToArea, ToTariffKind] },
        new("charge_part") { References = [ToArea, ToTariffKind] },
        new("tariff_row") { References = [ToArea, ToTariffKind] },
        new("meter_size_price") { References = [ToArea, ToTariffKind] },
        new("tax_rate"),
        new("person"),
        new("customer") { References = [new("person", "person", "id")] },
        new("service_point") { References = [ToZone] },
        new("meter") { References = [new("service_point", "service_point", "id")] },
        new("contract")
        {
            References = [ToZone, new("service_point", "service_point", "id"), new("customer", "customer", "id")],
            WhoseColumn = "number",
        },
        new("contract_tariff") { References = [ToContract, ToTariffKind], WhoseColumn = "contract" },
        new("contract_variable") { References = [ToContract], WhoseColumn = "contract" },
        new("billing_run") { References = [ToZone] },
        new("reading")
        {
            References =
            [
                new("service_point", "contract", "service_point"), new("meter", "meter", "id"),
            ],
            Owner = ByServicePoint,
            WhoseColumn = "service_point",
        },
        new("invoice")
        {
            References = [ToContract, new("billing_run", "billing_run", "id")],
            Unique = ["id"],
            WhoseColumn = "contract",
        },
        new("invoice_line") { References = [ToInvoice], Owner = ByInvoice, WhoseColumn = "invoice" },
        new("payment_reference") { References = [ToContract], Unique = ["id"], WhoseColumn = "contract" },
        new("payment") { References = [ToInvoice], Owner = ByInvoice, Unique = ["id"], WhoseColumn = "invoice" },
    ];
}
