using Npgsql;
using Strangler.Core.Ledger;
using Strangler.Postgres.Ledger;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Writes;

/// <summary>Money taken natively, against the same taken by the stand-in: the same answers, and the same debt after.
/// </summary>
public sealed class NativePaymentTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private static readonly string[] Queries =
        ["getDeuda", "getDeudaContrato", "getDeudaContratoBloqueoCobro", "getDeudaTotalConFacturas",
        "getImpagadosContrato", "getContratoPorContratoConDeuda", "getDocumentoPagoXML"];

    private static readonly string[] InvoiceLists =
        ["getFacturas", "getFacturasContrato", "getFacturasContratoReferencia"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_contract_pays_in_parts_too_much_and_again_as_with_legacy_and_its_debt_shows_it_at_once()
    {
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        await using RunningGateway other = await stage.StartGatewayAsync();
        foreach (SampleCustomer customer in SampleCustomer.All)
        {
            foreach (OperationCall call in CallsOf(customer))
            {
                await AssertSameAsync(call, gateway, "native");
            }

            await AssertDebtAsync(customer, gateway);
        }

        // The other gateway is told a moment later.
        SampleCustomer last = SampleCustomer.All[^1];
        string owed = (await Asking("getDeuda", last).AskAsync(stage.Legacy)).Text;
        await Eventually.BecomesAsync(owed, async () => (await Asking("getDeuda", last).AskAsync(other.Address)).Text);
        Assert.Equal(0, await NumberAsync("SELECT sum(debit - credit)::bigint FROM ledger_day_total"));
        Assert.True(await NumberAsync("SELECT count(*) FROM native_payment WHERE credit > 0") > 0);
    }

    [Fact]
    public async Task A_cancelled_reference_that_was_paid_today_takes_the_last_payment_back_once()
    {
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        SampleCustomer customer = SampleCustomer.All.First(one => one.Contract % 6 is 1 or 5 && Owes(one.Contract));
        string reference = $"<referencia>{customer.Reference}</referencia>";
        OperationCall cancelling = new(StormedPayment.Debt, "cancelarReferencia", $"{reference}<idioma>es</idioma>");
        string owed = (await Asking("getDeuda", customer).AskAsync(gateway.Address)).Text;
        ExplainedAnswer paid = await Paying(
            $"{reference}<importe>7</importe><datosCobro><ticket>B</ticket></datosCobro>").AskAsync(gateway.Address);
        Assert.True(StormedPayment.IsTaken(paid), paid.Text);
        Assert.NotEqual(owed, (await Asking("getDeuda", customer).AskAsync(gateway.Address)).Text);

        await AssertSameAsync(cancelling, gateway, "native");
        // Otherwise worded than that of the other test, or within a minute one of the two is taken for a retry.
        await AssertSameAsync(cancelling with { Fields = $"{reference}<idioma>en</idioma>" }, gateway, "native");

        await AssertDebtAsync(customer, gateway);
        Assert.Equal(owed, (await Asking("getDeuda", customer).AskAsync(gateway.Address)).Text);
        Assert.Equal(1, await NumberAsync(
            $"SELECT count(*) FROM ledger_entry WHERE kind = 'payment-reversed' AND contract = {customer.Contract}"));
        List<LedgerFinding> found = [];
        await new LedgerAudit(stage.Database).VerifyAsync(null, found.Add, null, Cancellation);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("cobrarReferencia", "<referencia>123</referencia>")]
    [InlineData("cobrarReferencia", "")]
    [InlineData("cobrarReferenciaFrmPago", "<referencia>01000000000</referencia><importe>1</importe>")]
    [InlineData("avisarPago", "<documentoPago/>")]
    [InlineData("cancelarReferencia", "<referencia>x</referencia>")]
    [InlineData("getDocumentoPagoXML", "<contrato>7</contrato>")]
    [InlineData("getDocumentoPagoXML", "")]
    [InlineData("getDocumentoPago", "<contrato>-1</contrato>")]
    public async Task What_names_nobody_is_answered_as_legacy_does(string operation, string fields)
    {
        OperationCall call = new(StormedPayment.Debt, operation, fields);
        NativeDesk native = await NativeDesk.OpenAsync(stage.Database);
        Assert.Equal((await call.AskAsync(stage.Legacy)).Text, await native.AskAsync(call));
    }

    [Fact]
    public async Task A_payment_document_has_a_page_and_the_same_reference_and_bar_code_as_legacys()
    {
        SampleCustomer customer = SampleCustomer.All.First(one => one.Contract % 5 == 0);
        OperationCall call = Asking("getDocumentoPago", customer);
        string native = await (await NativeDesk.OpenAsync(stage.Database)).AskAsync(call);
        string legacy = (await call.AskAsync(stage.Legacy)).Text;
        Assert.Equal(After(legacy, "</pdf>"), After(native, "</pdf>"));
    }

    private static string After(string text, string mark) => text[(text.IndexOf(mark, StringComparison.Ordinal) + 1)..];

    private static IEnumerable<OperationCall> CallsOf(SampleCustomer customer)
    {
        string reference = $"<referencia>{customer.Reference}</referencia>";
        // Of a reference that nobody has paid, it only cancels.
        yield return new OperationCall(StormedPayment.Debt, "cancelarReferencia", reference);
        yield return Paying($"{reference}<importe>2</importe><datosCobro><terminal>1</terminal></datosCobro>");
        yield return Asking("getDocumentoPagoXML", customer);
        yield return Paying($"{reference}<importe>-1</importe><datosCobro/>");
        yield return Paying($"{reference}<importe>0.001</importe><datosCobro/>");
        yield return Paying(
            $"{reference}<importe>10.50</importe><datosCobro><comercio>5</comercio><ticket>A</ticket></datosCobro>");
        yield return new OperationCall(
            StormedPayment.Debt, "cobrarReferenciaFrmPago",
            $"{reference}<importe>10.50</importe><datosCobro><efectivoTarjeta>2</efectivoTarjeta><ticket>A</ticket>"
            + "</datosCobro>");
        yield return new OperationCall(
            StormedPayment.Debt, "avisarPago",
            $"<documentoPago>{customer.Reference}0000</documentoPago><importe>3</importe>");
        if (customer.Contract % 2 == 0)
        {
            yield return Paying(
                $"{reference}<importe>999999.99</importe><datosCobro><terminal>2</terminal></datosCobro>");
            yield return Paying($"{reference}<importe>1</importe><datosCobro><terminal>3</terminal></datosCobro>");
        }
        else if (customer.Contract % 3 == 0)
        {
            yield return Paying($"{reference}<datosCobro><fechaPago>2026-03-01</fechaPago></datosCobro>");
        }
    }

    private static bool Owes(int contract) =>
        SampleExtract.Committed.Indebted.Any(one => one.Number == contract && one.Owed > 100);

    private static OperationCall Paying(string fields) => new(StormedPayment.Debt, "cobrarReferencia", fields);

    private static OperationCall Asking(string operation, SampleCustomer customer) => new(
        StormedPayment.Debt, operation, operation switch
        {
            "getContratoPorContratoConDeuda" => $"<entrada><contrato>{customer.Contract}</contrato></entrada>",
            "getDeuda" or "getDeudaContrato" or "getDeudaContratoBloqueoCobro" =>
                $"<tipoIdentificador>CONTRATO</tipoIdentificador><valor>{customer.Contract}</valor>",
            _ => $"<contrato>{customer.Contract}</contrato>",
        });

    private async Task AssertDebtAsync(SampleCustomer customer, RunningGateway gateway)
    {
        foreach (string query in Queries)
        {
            await AssertSameAsync(Asking(query, customer), gateway, "native");
        }

        foreach (string list in InvoiceLists)
        {
            await AssertSameAsync(
                new OperationCall(
                    OperationCall.Contracts, list, $"<numeroContrato>{customer.Contract}</numeroContrato>"),
                gateway, "native");
        }
    }

    private async Task AssertSameAsync(OperationCall call, RunningGateway gateway, string by)
    {
        ExplainedAnswer expected = await call.AskAsync(stage.Legacy);
        ExplainedAnswer actual = await call.AskAsync(gateway.Address);
        Assert.Equal($"{call.Fields} {by} {expected.Text}", $"{call.Fields} {actual.Explanation?.By} {actual.Text}");
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using NpgsqlCommand command = stage.Database.Command(sql);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
