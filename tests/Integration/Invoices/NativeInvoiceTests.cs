using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Integration.Invoices;

/// <summary>Questions about invoices are answered natively as the stand-in answers them, to the byte.</summary>
public sealed class NativeInvoiceTests(InvoiceStage stage) : IClassFixture<InvoiceStage>
{
    private static readonly string[] OfContract =
        ["getFacturasContrato", "getFacturasContratoReferencia", "countFacturasContrato"];

    private static readonly string[] ByNumberAndContract = ["getContratosByNumFactNumContrato", "getFacturaE"];

    private static ParallelOptions AFew => new()
    {
        MaxDegreeOfParallelism = 4,
        CancellationToken = TestContext.Current.CancellationToken,
    };

    private IReadOnlyList<Contract> Everyone => [.. stage.Books.AllContracts()];

    [Fact]
    public async Task Every_contract_of_the_sample_gets_the_same_lists()
    {
        int asked = 0;
        await Parallel.ForEachAsync(Everyone, AFew, async (contract, _) =>
        {
            foreach ((string service, string operation, string fields) in AboutContract(contract))
            {
                await stage.SameAsync(service, operation, fields);
                Interlocked.Increment(ref asked);
            }
        });
        Assert.True(asked > 2_600, $"{asked} calls");
    }

    [Fact]
    public async Task Every_invoice_of_the_sample_is_told_the_same()
    {
        int asked = 0;
        await Parallel.ForEachAsync(Everyone, AFew, async (contract, _) =>
        {
            foreach (Invoice invoice in stage.Books.InvoicesOf(contract))
            {
                foreach ((string service, string operation, string fields) in AboutInvoice(invoice))
                {
                    await stage.SameAsync(service, operation, fields);
                    Interlocked.Increment(ref asked);
                }
            }
        });
        Assert.True(asked > 5_000, $"{asked} calls");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<fechaInicio>2026-03-01</fechaInicio><fechaFin>2026-05-31</fechaFin>")]
    [InlineData("<fechaInicio>2026-04-03T12:00:00</fechaInicio>")]
    [InlineData("<fechaFin>3/4/2026</fechaFin>")]
    [InlineData("<fechaInicio>20260403</fechaInicio><fechaFin>20260403</fechaFin>")]
    [InlineData("<fechaInicio>2026-05-01</fechaInicio><fechaFin>2026-04-01</fechaFin>")]
    [InlineData("<fechaInicio>soon</fechaInicio><fechaFin> </fechaFin>")]
    [InlineData("<registroInicial>1</registroInicial><registroTotal>2</registroTotal>")]
    [InlineData("<registroInicial>3</registroInicial><registroTotal>2</registroTotal>")]
    [InlineData("<registroInicial>0</registroInicial><registroTotal>0</registroTotal>")]
    [InlineData("<registroInicial>-5</registroInicial><registroTotal>-1</registroTotal>")]
    [InlineData("<registroInicial>-2147483648</registroInicial><registroTotal>2147483647</registroTotal>")]
    [InlineData("<registroInicial>2147483647</registroInicial>")]
    public async Task A_page_and_a_range_of_days_are_taken_the_same(string fields)
    {
        foreach (Contract contract in Everyone.Take(10))
        {
            foreach (string operation in OfContract)
            {
                string taken = operation == "countFacturasContrato" ? WithoutPage(fields) : fields;
                await stage.SameAsync(
                    InvoiceStage.Contracts, operation, $"<numeroContrato>{contract.Number}</numeroContrato>{taken}");
            }

            await stage.SameAsync(
                InvoiceStage.Contracts, "getFacturas",
                $"<numeroContrato>{contract.Number}</numeroContrato>{WithoutPage(fields)}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<numeroContrato/>")]
    [InlineData("<numeroContrato>1</numeroContrato>")]
    [InlineData("<numeroContrato>-400002</numeroContrato>")]
    [InlineData("<numeroContrato> +0400002 </numeroContrato>")]
    [InlineData("<numeroContrato>2147483647</numeroContrato>")]
    public async Task A_contract_that_is_missing_unknown_or_oddly_written_is_taken_the_same(string fields)
    {
        foreach (string operation in OfContract.Append("getFacturas").Append("consultaLiquidacionTramite"))
        {
            await stage.SameAsync(InvoiceStage.Contracts, operation, fields);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("nothing", "")]
    [InlineData("nothing", "400002")]
    [InlineData("", "400002")]
    [InlineData(" 000120260100000001 ", "")]
    [InlineData("000120260100000001", "400002")]
    [InlineData("000120260100000001", "400011")]
    [InlineData("000120260100000001", "-1")]
    [InlineData("0001202601000000012345678901234567890", "400002")]
    public async Task An_invoice_that_is_missing_unknown_or_not_the_contracts_is_taken_the_same(
        string number, string contract)
    {
        foreach (string operation in ByNumberAndContract)
        {
            await stage.SameAsync(
                InvoiceStage.Contracts, operation,
                $"<numFactura>{number}</numFactura><numContrato>{contract}</numContrato>");
        }

        await stage.SameAsync(
            InvoiceStage.Contracts, "getFacturas",
            $"<numeroFactura>{number}</numeroFactura><numeroContrato>{contract}</numeroContrato>");
        foreach (string area in (string[])["1", "01", "2", "-1", ""])
        {
            await stage.SameAsync(
                InvoiceStage.Office, "getFactura",
                $"<explotacion>{area}</explotacion><numeroFactura>{number}</numeroFactura>");
            await stage.SameAsync(
                InvoiceStage.Office, "getFacturas",
                $"<explotacion>{area}</explotacion><contrato>{contract}</contrato>");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<idFacturas/>")]
    [InlineData("<idFacturas><int>2</int><int>1</int><int/><int>2</int><int>99999999</int><int>-1</int></idFacturas>")]
    [InlineData("<idFacturas><int>1</int><int>2</int><int>3</int></idFacturas><registroInicial>2</registroInicial>")]
    [InlineData("<idFacturas><int>1</int><int>0</int><int>3</int></idFacturas><registroTotal>1</registroTotal>")]
    public async Task Ids_are_looked_up_in_the_order_asked_for(string fields) =>
        await stage.SameAsync(InvoiceStage.Contracts, "recuperaFacturasByIds", fields);

    [Fact]
    public async Task More_ids_than_a_reply_holds_are_cut_the_same() => await stage.SameAsync(
        InvoiceStage.Contracts, "recuperaFacturasByIds",
        $"<idFacturas>{string.Concat(Enumerable.Range(1, 150).Select(id => $"<int>{id}</int>"))}</idFacturas>");

    [Theory]
    [InlineData("")]
    [InlineData("<numContratos/><nifs/>")]
    [InlineData("<numContratos>1</numContratos>")]
    [InlineData("<numContratos>400011</numContratos><numContratos>1</numContratos><numContratos>400002</numContratos>")]
    [InlineData("<numContratos>400002</numContratos><numContratos>400002</numContratos>")]
    [InlineData("<numContratos>400002</numContratos><nifs> eku9003173c9 </nifs>")]
    [InlineData("<nifs>nobody</nifs>")]
    [InlineData("<nifs>XAXX010101000</nifs>")]
    [InlineData("<nifs>XAXX010101000</nifs><fechaDesde>2026-06-01</fechaDesde><fechaHasta>2026-06-30</fechaHasta>")]
    [InlineData("<nifs>EKU9003173C9</nifs><nifs>XAXX010101000</nifs><fechaDesde>2030-01-01</fechaDesde>")]
    public async Task A_search_over_many_contracts_is_answered_the_same(string fields) =>
        await stage.SameAsync(InvoiceStage.Contracts, "getFacturasPorCondiciones", fields);

    [Fact]
    public async Task A_customers_invoices_are_those_of_the_first_contract()
    {
        foreach (int client in Everyone.Select(contract => contract.Client).Distinct())
        {
            await stage.SameAsync(
                InvoiceStage.Contracts, "getFacturas", $"<numeroCliente>{client}</numeroCliente>");
        }

        await stage.SameAsync(InvoiceStage.Contracts, "getFacturas", "<numeroCliente>-1</numeroCliente>");
    }

    private static IEnumerable<(string Service, string Operation, string Fields)> AboutContract(Contract contract)
    {
        string number = $"<numeroContrato>{contract.Number}</numeroContrato>";
        foreach (string operation in OfContract.Append("getFacturas").Append("consultaLiquidacionTramite"))
        {
            yield return (InvoiceStage.Contracts, operation, number);
        }

        yield return (
            InvoiceStage.Contracts, "getContratosByNumFactNumContrato",
                $"<numContrato>{contract.Number}</numContrato>");
        yield return (
            InvoiceStage.Contracts, "getFacturasPorCondiciones", $"<numContratos>{contract.Number}</numContratos>");
        foreach (int area in (int[])[contract.ServiceArea, contract.ServiceArea + 1])
        {
            yield return (
                InvoiceStage.Office, "getFacturas",
                $"<explotacion>{area}</explotacion><contrato>{contract.Number}</contrato><idioma>es</idioma>");
        }
    }

    private static IEnumerable<(string Service, string Operation, string Fields)> AboutInvoice(Invoice invoice)
    {
        foreach (string operation in ByNumberAndContract)
        {
            yield return (
                InvoiceStage.Contracts, operation,
                $"<numFactura>{invoice.Number}</numFactura><numContrato>{invoice.Contract}</numContrato>");
        }

        yield return (
            InvoiceStage.Contracts, "getFacturas", $"<numeroFactura>{invoice.Number}</numeroFactura>");
        yield return (
            InvoiceStage.Contracts, "recuperaFacturasByIds", $"<idFacturas><int>{invoice.Id}</int></idFacturas>");
        yield return (
            InvoiceStage.Office, "getFactura",
            $"<explotacion>{invoice.ServiceArea}</explotacion><numeroFactura>{invoice.Number}</numeroFactura>");
    }

    private static string WithoutPage(string fields) =>
        fields.Contains("<registro", StringComparison.Ordinal) ? "" : fields;
}
