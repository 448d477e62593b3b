using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>
/// Tariffs, consumption and readings: the native core gives the bytes that legacy gives, for every contract.
/// </summary>
public sealed class NativeReadsTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const string Office = OperationCall.Readings;
    private const string Contracting = OperationCall.Contracts;

    private static readonly string[] OfficeOperations =
    [
        "getConsumos", "getConsumosParaGraficas", "getLecturas", "getLecturasParaGraficas",
        "getTarifaDeAguaPorContrato", "getConceptoConTarifasDeContrato",
    ];

    private static readonly string[] Areas = ["", "<explotacion/>", "<explotacion>1</explotacion>",
        "<explotacion>12</explotacion>", "<explotacion>-1</explotacion>", "<explotacion>99</explotacion>"];

    private static ParallelOptions AFew => new()
    {
        MaxDegreeOfParallelism = 4,
        CancellationToken = TestContext.Current.CancellationToken,
    };

    private static string AreaOf(SampleCustomer customer) => customer.Group.Split('/')[0];

    [Fact]
    public async Task Every_contract_gets_from_native_the_bytes_that_legacy_gives()
    {
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        int asked = 0;
        await Parallel.ForEachAsync(SampleCustomer.All, AFew, async (customer, _) =>
        {
            foreach (OperationCall call in About(customer))
            {
                ExplainedAnswer expected = await call.AskAsync(stage.Legacy);
                ExplainedAnswer actual = await call.AskAsync(gateway.Address);
                Assert.Equal((200, expected.Seen), (expected.Status, actual.Seen));
                Assert.Equal((call, "native"), (call, actual.Explanation?.By));
                Interlocked.Increment(ref asked);
            }
        });
        Assert.True(asked >= 2_000, $"{asked} calls");
    }

    [Fact]
    public async Task Every_invoice_has_the_concepts_and_tariffs_that_legacy_says()
    {
        OperationCall[] calls =
        [
            .. from contract in SampleExtract.Committed.Contracts
               from invoice in contract.Invoices.Take(2)
               from fields in new[]
               {
                   $"<explotacion>{contract.ServiceArea}</explotacion><contrato>{contract.Number}</contrato>",
                   $"<explotacion>{contract.ServiceArea}</explotacion>",
               }
               select new OperationCall(
                   Office, "getConceptoConTarifasDeFactura", $"{fields}<numFactura>{invoice.Number}</numFactura>"),
        ];
        SampleContract first = SampleExtract.Committed.Contracts[0];
        string[] contracts = ["", "<contrato/>", $"<contrato>{first.Number}</contrato>", "<contrato>1</contrato>"];
        OperationCall[] odd =
        [
            .. from area in Areas
               from contract in contracts
               from text in new[] { first.Newest.Number, $"  {first.Newest.Number} " }
               select new OperationCall(
                   Office, "getConceptoConTarifasDeFactura", $"{area}{contract}<numFactura>{text}</numFactura>"),
        ];
        await AssertSameAsync([.. calls, .. odd]);
    }

    [Fact]
    public async Task Whatever_names_a_contract_is_taken_as_legacy_takes_it()
    {
        int known = SampleCustomer.All[0].Contract;
        string[] contracts =
        [
            "", "<contrato/>", $"<contrato> {known} </contrato>", $"<contrato>+{known}</contrato>",
            $"<contrato>00{known}</contrato>", "<contrato>-1</contrato>", "<contrato>0</contrato>",
            "<contrato>7</contrato>", "<contrato>2147483647</contrato>",
        ];
        await AssertSameAsync(
        [
            .. from operation in OfficeOperations
               from area in Areas
               from contract in contracts
               select new OperationCall(Office, operation, area + contract),
            .. contracts.Select(contract => new OperationCall(
                Contracting, "getConsumos", contract.Replace("contrato", "numContrato", StringComparison.Ordinal))),
            .. contracts.Select(contract => new OperationCall(
                Contracting, "consultaHistoricoConsumoContrato",
                contract.Replace("contrato", "numeroContrato", StringComparison.Ordinal))),
        ]);
    }

    [Fact]
    public async Task Concepts_and_tariffs_in_force_are_those_of_legacy_for_every_service_area()
    {
        string[] areas = [.. Areas, .. Enumerable.Range(0, 15).Select(area => $"<explotacion>{area}</explotacion>")];
        string[] concepts =
        [
            "", "<tipoConcepto/>", "<tipoConcepto><id1Short>1</id1Short></tipoConcepto>",
            "<tipoConcepto><id1Short>-3</id1Short><id2Short>1</id2Short></tipoConcepto>",
            "<tipoConcepto><id1Short>12</id1Short><id2Short>99</id2Short></tipoConcepto>",
            .. Enumerable.Range(0, 11)
                .Select(concept => $"<tipoConcepto><id2Short>{concept}</id2Short></tipoConcepto>"),
            .. Enumerable.Range(0, 4).Select(concept =>
                $"<tipoConcepto><id1Short>7</id1Short><id2Short>{concept}</id2Short></tipoConcepto>"),
        ];
        await AssertSameAsync(
        [
            .. areas.Select(area => new OperationCall(Office, "getConceptos", area)),
            .. from area in areas
               from concept in concepts
               select new OperationCall(Office, "getTarifasVigente", area + concept),
        ]);
    }

    [Fact]
    public async Task Years_periods_days_and_pages_asked_for_are_taken_as_legacy_takes_them()
    {
        string[] consumption =
        [
            "<numPer>0</numPer>", "<numPer>-2</numPer>", "<numPer>1</numPer>", "<numPer>3</numPer>",
            "<numPer>1000</numPer>", "<ejercicio_str>2026</ejercicio_str>", "<ejercicio_str>2025</ejercicio_str>",
            "<ejercicio_str>none</ejercicio_str>", "<periodo_str>3</periodo_str>", "<periodo_str> 03 </periodo_str>",
            "<periodo_str>13</periodo_str>", "<periodo_str>-1</periodo_str>",
            "<numPer>1</numPer><ejercicio_str>2026</ejercicio_str><periodo_str>2</periodo_str>",
            "<ejercicio_str/><periodo_str/>",
        ];
        string[] history =
        [
            "<fechaInicio>2026-03-01</fechaInicio>", "<fechaFin>2026-03-31T00:00:00.000Z</fechaFin>",
            "<fechaInicio>1/2/2026</fechaInicio><fechaFin>30/04/2026</fechaFin>",
            "<fechaInicio>20260228</fechaInicio><fechaFin>20260228</fechaFin>",
            "<fechaInicio>none</fechaInicio><fechaFin/>", "<fechaInicio>2027-01-01</fechaInicio>",
            "<registroInicial>0</registroInicial><registroTotal>2</registroTotal>",
            "<registroInicial>2</registroInicial><registroTotal>2</registroTotal>",
            "<registroInicial>-5</registroInicial><registroTotal>-1</registroTotal>",
            "<registroInicial>2147483647</registroInicial>", "<registroTotal>2147483647</registroTotal>",
            "<registroInicial>-2147483648</registroInicial><registroTotal>0</registroTotal>",
        ];
        await AssertSameAsync(
        [
            .. from customer in SampleCustomer.All.Where((_, position) => position % 13 == 0)
               from call in consumption.Select(fields => new OperationCall(
                       Contracting, "getConsumos", $"<numContrato>{customer.Contract}</numContrato>{fields}"))
                   .Concat(history.Select(fields => new OperationCall(
                       Contracting, "consultaHistoricoConsumoContrato",
                       $"<numeroContrato>{customer.Contract}</numeroContrato>{fields}")))
               select call,
        ]);
    }

    [Fact]
    public async Task An_invoice_that_is_not_known_is_left_to_legacy()
    {
        NativeDesk native = await NativeDesk.OpenAsync(stage.Database);
        foreach (string number in (string[])["", "<numFactura/>", "<numFactura>7</numFactura>"])
        {
            Assert.Equal("[unknown]", await native.AskAsync(new OperationCall(
                Office, "getConceptoConTarifasDeFactura", "<explotacion>1</explotacion>" + number)));
        }
    }

    private static IEnumerable<OperationCall> About(SampleCustomer customer) =>
    [
        .. OfficeOperations.Select(operation => new OperationCall(
            Office, operation,
            $"<explotacion>{AreaOf(customer)}</explotacion><contrato>{customer.Contract}</contrato>")),
        new(Contracting, "getConsumos", $"<numContrato>{customer.Contract}</numContrato>"),
        new(
            Contracting, "consultaHistoricoConsumoContrato",
            $"<numeroContrato>{customer.Contract}</numeroContrato>"),
    ];

    /// <summary>Without routes, which would leave what is not known to legacy.</summary>
    private async Task AssertSameAsync(OperationCall[] calls)
    {
        NativeDesk native = await NativeDesk.OpenAsync(stage.Database);
        await Parallel.ForEachAsync(calls, AFew, async (call, _) =>
        {
            ExplainedAnswer expected = await call.AskAsync(stage.Legacy);
            Assert.Equal((call, 200, expected.Text), (call, expected.Status, await native.AskAsync(call)));
        });
        Assert.NotEmpty(calls);
    }
}
