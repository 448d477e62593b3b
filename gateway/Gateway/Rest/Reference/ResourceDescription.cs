namespace Strangler.Gateway.Rest.Reference;

/// <summary>One resource of /api/v1, as the reference tells of it.</summary>
/// <param name="Query">Names of its query parameters.</param>
/// <param name="Example">An answer, JSON.</param>
/// <param name="Request">A request, JSON; null for a read.</param>
internal sealed record ResourceDescription(
    string Method, string Path, string Id, string Summary, IReadOnlyList<string> Query, string Example,
    string? Request = null)
{
    /// <summary>Whether an Idempotency-Key must be sent.</summary>
    public bool NeedsKey { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>Of the answer; what is not JSON has no example.</summary>
    public string ContentType { get; init; } = "application/json";

    public static IReadOnlyList<ResourceDescription> All { get; } =
    [
        new("get", "/api/v1/contracts/{contract}", "getContract", "A contract with its holder", [],
            """{"number":1000017,"billingGroup":"1/M08","active":true,"domestic":true,"units":1}"""),
        new("get", "/api/v1/contracts/{contract}/debt", "getDebt", "What a contract owes today", [],
            """{"contract":1000017,"invoices":[],"owed":0.00,"overdue":0.00,"collectionBlocked":false}"""),
        new("get", "/api/v1/contracts/{contract}/invoices", "listInvoices", "Invoices, newest first, by pages",
            ["from", "until", "limit", "cursor"], """{"items":[],"next":null}"""),
        new("get", "/api/v1/contracts/{contract}/invoices/{number}", "getInvoice", "An invoice with its lines", [],
            """{"number":"1-2026-1","amount":120.50,"owed":0.00,"lines":[]}"""),
        new("get", "/api/v1/contracts/{contract}/readings", "listReadings", "What its meters showed, newest first", [],
            """{"items":[{"at":"2026-03-31T18:00:00+00:00","kind":"regular","dials":120,"cubicMetres":12}]}"""),
        new("get", "/api/v1/contracts/{contract}/consumption", "listConsumption", "Cubic metres by billing period", [],
            """{"items":[{"year":2026,"period":3,"cubicMetres":12,"estimated":false}]}"""),
        new("get", "/api/v1/contracts/{contract}/usage", "getUsage",
            "Water and its charge so far, of meters that are read remotely", ["from", "to", "by"],
            """
            {"contract":1000017,"cycle":{"year":2026,"period":3,"from":"2026-03-01","to":"2026-03-31"},
            "litres":12340,"charge":{"cubicMetres":12,"amount":174.23,"tax":0.00,"upto":"2026-03-20","problem":null},
            "meters":[{"device":"meter-1","countedAt":"2026-03-20T18:00:00+00:00","litres":512340}],
            "alerts":[{"kind":"leak","device":"meter-1","since":"2026-03-19T09:00:00+00:00"}],
            "prepaid":{"settledDaily":false,"credit":86.20,"running":12.50,"available":73.70,"askedFor":0.00,
            "chargedThrough":"2026-03-19","valve":"open","problem":null},
            "from":"2026-03-01","to":"2026-03-20","by":"day","slices":[{"at":"2026-03-01","litres":612}]}
            """),
        new("get", "/api/v1/contracts/{contract}/tariffs", "listTariffs", "The tariffs a contract is billed by",
            ["day"], """{"items":[{"chargeType":1,"tariffKind":1,"since":"2026-01-01"}]}"""),
        new("get", "/api/v1/contracts/{contract}/invoices/{number}/pdf", "getInvoicePdf", "An invoice as PDF", [], "")
        {
            ContentType = "application/pdf",
        },
        new("get", "/api/v1/contracts/{contract}/invoices/{number}/xml", "getInvoiceXml", "An invoice as XML", [], "")
        {
            ContentType = "application/xml",
        },
        new("get", "/api/v1/contracts/{contract}/work-orders", "listWorkOrders", "A contract's work orders, by AquaCIS",
            ["from", "until", "limit", "cursor"],
            """{"items":[{"at":"2026-02-11T12:00:00-06:00","type":"Revisión","reason":"Fuga"}],"next":null}"""),
        new("get", "/api/v1/work-orders/{number}", "getWorkOrder", "How far a work order is, by AquaCIS", [],
            """{"number":12,"state":1,"at":"2026-02-11T12:00:00-06:00"}"""),
        new("post", "/api/v1/work-orders", "createWorkOrder", "A work order for AquaCIS", [],
            """{"number":12,"contract":1000017,"type":6,"reason":41}""",
            """{"contract":1000017,"type":6,"reason":41}""")
        {
            NeedsKey = true,
            Status = 201,
        },
        new("post", "/api/v1/quotes", "quote", "What a month would cost, line by line, and why", [],
            """
            {"plan":"domestic-medium","version":"2026-02","planName":"Doméstico medio","published":false,
            "currency":"MXN","from":"2026-02-01","until":"2026-02-28","cubicMetres":20,"units":1,"lines":[
            {"chargeType":1,"part":1,"name":"Agua","step":"consumption","quantity":20,"fixedPrice":0,
            "unitPrice":20.5,"factor":1,"amount":410.00,"taxRate":0,"tax":0.00,"informational":false,
            "explanation":"1.1 Agua [2026-02]: 0.00 + 20 x 20.50 = 410.00"}],
            "tax":0.00,"total":410.00,"carried":0,"explanation":"1. Plan"}
            """,
            """
            {"plan":"domestic-medium","day":"2026-02-28","cubicMetres":20,"units":1,"meterSize":13,
            "services":["sewerage"],"programmes":[]}
            """),
        new("post", "/api/v1/payment-references", "issuePaymentReference", "What a customer shows at a till", [],
            """{"contract":1000017,"reference":"01010000171","barCode":"905001010000171"}""",
            """{"contract":1000017,"invoices":[]}""")
        {
            Status = 201,
        },
        new("post", "/api/v1/payments", "takePayment", "Money taken for a payment reference", [],
            """{"reference":"01010000171","amount":120.50,"state":"taken"}""",
            """{"reference":"01010000171","amount":120.50,"paidOn":"2026-03-31","store":"12"}""")
        {
            NeedsKey = true,
            Status = 201,
        },
        new("post", "/api/v1/payments/charges", "makeCharge", "A charge at a payment provider", [],
            """
            {"id":"5f0c2a8e-1c52-4b7a-9a34-0e6f1b2c3d4e","state":"pending","kind":"store","amount":120.50,
            "reference":"02618033988700001205026033197","provider":"femsa","charge":"ord_1:ch_1",
            "show":"10000000000000000001","agreement":null,"expires":"2026-03-31T18:00:00+00:00"}
            """,
            """{"contract":1000017,"amount":120.50,"kind":"store","expires":"2026-03-31T18:00:00Z"}""")
        {
            NeedsKey = true,
            Status = 201,
        },
        new("get", "/api/v1/payments/charges/{id}", "getCharge", "Whether a charge is paid, and how to pay it", [],
            """
            {"id":"5f0c2a8e-1c52-4b7a-9a34-0e6f1b2c3d4e","state":"pending","kind":"store","amount":120.50,
            "reference":"02618033988700001205026033197","provider":"femsa","charge":"ord_1:ch_1",
            "show":"10000000000000000001","agreement":null,"expires":"2026-03-31T18:00:00+00:00"}
            """),
        new("post", "/api/v1/payments/links", "makePaymentLink", "A page on which an amount is paid", [],
            """
            {"path":"/pay/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG","reference":"02618033988700001205026033197",
            "amount":120.50,"expires":"2026-03-31T18:00:00+00:00"}
            """,
            """{"contract":1000017,"amount":120.50}""")
        {
            Status = 201,
        },
        new("get", "/api/v1/contracts/{contract}/payments", "listPayments", "Payments, newest first, by pages",
            ["limit", "cursor"],
            """{"items":[{"day":"2026-03-31","amount":120.50,"channel":"O","reversed":false}],"next":null}"""),
        new("get", "/api/v1/contracts/{contract}/clabe", "getClabe", "The account that transfers for it go to", [],
            """{"contract":1000017,"clabe":"646180157010000172"}"""),
        new("post", "/api/v1/events/service-started", "startService",
            "Supply began: its day of entry is not billed, the days after it are", [],
            """{"id":"e-1","event":"service-started","contract":1000017,"day":"2026-03-31","state":"kept"}""",
            """{"id":"e-1","contract":1000017,"day":"2026-03-31"}""")
        {
            Status = 201,
        },
        new("post", "/api/v1/events/service-stopped", "stopService",
            "Supply ended: the day is the last that is billed", [],
            """{"id":"e-2","event":"service-stopped","contract":1000017,"day":"2026-03-31","state":"kept"}""",
            """{"id":"e-2","contract":1000017,"day":"2026-03-31"}""")
        {
            Status = 201,
        },
    ];
}
