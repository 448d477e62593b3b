using Strangler.AquaCis.Translation;
using Strangler.Core.Debts;
using Strangler.Core.Records;
using Strangler.Postgres.Debts;

namespace Strangler.Tests.Integration.Invoices;

/// <summary>What callers want done about invoices is answered as the stand-in does, and done once.</summary>
public sealed class InvoiceRequestTests(InvoiceStage stage) : IClassFixture<InvoiceStage>, IAsyncLifetime
{
    private const string Complaint = "solicitudFacturaEnQuejaActiva";
    private const string Print = "solicitudFacturasMasiva";

    /// <summary>Each test begins with nothing asked for and nothing withheld.</summary>
    public async ValueTask InitializeAsync() => await stage.Database.OneAsync<int>("""
        WITH a AS (DELETE FROM native_invoice_complaint), b AS (DELETE FROM native_print_request),
            c AS (DELETE FROM import_quarantine)
        SELECT 1
        """);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("<numeroFactura> 000120260100000001 </numeroFactura>", 1)]
    [InlineData("<numeroFactura>nothing</numeroFactura>", 0)]
    [InlineData("<numeroFactura/>", 0)]
    [InlineData("", 0)]
    public async Task A_complaint_is_kept_once_however_often_it_is_sent(string fields, int expected)
    {
        for (int time = 0; time < 3; time++)
        {
            await stage.SameAsync(InvoiceStage.Contracts, Complaint, fields);
        }

        Assert.Equal(expected, await CountAsync("native_invoice_complaint"));
    }

    [Theory]
    [InlineData("<idContratos>400002</idContratos>", 1)]
    [InlineData(
        "<idContratos>400002</idContratos><idContratos>400011</idContratos><idContratos>400002</idContratos>", 1)]
    [InlineData("<idPersona>7</idPersona><nifs>XAXX010101000</nifs><fechaDesde>2026-03-01</fechaDesde>", 1)]
    [InlineData("<nifs> eku9003173c9 </nifs><descripcionTrabajo>a 'job'</descripcionTrabajo><email>a@b</email>", 1)]
    [InlineData("<idContratos>400002</idContratos><idContratos>1</idContratos>", 0)]
    [InlineData("<idContratos>-1</idContratos>", 0)]
    [InlineData("<nifs>nobody</nifs>", 0)]
    [InlineData("<idPersona>7</idPersona>", 0)]
    [InlineData("", 0)]
    public async Task A_request_to_print_is_kept_once_a_day(string fields, int expected)
    {
        for (int time = 0; time < 3; time++)
        {
            await stage.SameAsync(InvoiceStage.Contracts, Print, fields);
        }

        Assert.Equal(expected, await CountAsync("native_print_request"));
    }

    [Fact]
    public async Task Requests_that_differ_in_anything_are_different_requests()
    {
        string[] all =
        [
            "", "<idPersona>7</idPersona>", "<nifs>EKU9003173C9</nifs>", "<fechaDesde>2026-01-01</fechaDesde>",
            "<fechaHasta>2026-01-01</fechaHasta>", "<descripcionTrabajo>a</descripcionTrabajo>", "<idioma>es</idioma>",
            "<email>a</email>",
        ];
        foreach (string more in all)
        {
            await stage.SameAsync(InvoiceStage.Contracts, Print, "<idContratos>400002</idContratos>" + more);
        }

        Assert.Equal(all.Length, await CountAsync("native_print_request"));
    }

    [Fact]
    public async Task Of_one_person_no_more_than_some_wait()
    {
        await stage.Database.OneAsync<long>($"""
            WITH waiting AS (
                INSERT INTO native_print_request (content, asked_on, person, contracts)
                SELECT int4send(n), DATE '2026-07-01', 7, ARRAY[400002]
                FROM generate_series(1, {PrintRequest.WaitingLimit}) n RETURNING 1)
            SELECT count(*) FROM waiting
            """);

        NativeOutcome outcome = await stage.OutcomeAsync(
            InvoiceStage.Contracts, Print, "<idPersona>7</idPersona><idContratos>400002</idContratos>", stage.Book);

        Assert.Equal(new NativeOutcome.Unanswered("too-long"), outcome);
        Assert.Equal(PrintRequest.WaitingLimit, await CountAsync("native_print_request"));
        await stage.SameAsync(
            InvoiceStage.Contracts, Print, "<idPersona>8</idPersona><idContratos>400002</idContratos>");
    }

    [Fact]
    public async Task A_rehearsal_answers_the_same_and_keeps_nothing()
    {
        const string One = "<numeroFactura>000120260100000001</numeroFactura>";
        const string Many = "<idContratos>400002</idContratos>";
        Assert.Contains(
            "<codigoError>0</codigoError>",
            await stage.NativeAsync(InvoiceStage.Contracts, Complaint, One, rehearsal: true), StringComparison.Ordinal);
        Assert.Contains(
            "<codigoError>0</codigoError>",
            await stage.NativeAsync(InvoiceStage.Contracts, Print, Many, rehearsal: true), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("native_invoice_complaint"));
        Assert.Equal(0, await CountAsync("native_print_request"));
    }

    /// <summary>The book may be older than the quarantine for a moment.</summary>
    [Theory]
    [InlineData(InvoiceStage.Contracts, "getFacturasContrato", "<numeroContrato>400002</numeroContrato>")]
    [InlineData(InvoiceStage.Contracts, "countFacturasContrato", "<numeroContrato>400002</numeroContrato>")]
    [InlineData(InvoiceStage.Contracts, "getFacturasPorCondiciones", "<numContratos>400002</numContratos>")]
    [InlineData(InvoiceStage.Contracts, "recuperaFacturasByIds", "<idFacturas><int>1</int></idFacturas>")]
    [InlineData(InvoiceStage.Contracts, "getPdfFactura", "<numFactura>000120260100000001</numFactura>")]
    [InlineData(InvoiceStage.Contracts, "getFacturaE", "<numFactura>000120260100000001</numFactura>")]
    [InlineData(InvoiceStage.Contracts, Complaint, "<numeroFactura>000120260100000001</numeroFactura>")]
    [InlineData(InvoiceStage.Contracts, Print, "<idContratos>400002</idContratos>")]
    [InlineData(InvoiceStage.Office, "getFacturas", "<explotacion>1</explotacion><contrato>400002</contrato>")]
    [InlineData(InvoiceStage.Office, "getFactura",
        "<explotacion>1</explotacion><numeroFactura>000120260100000001</numeroFactura>")]
    public async Task Of_a_contract_that_is_withheld_nothing_is_told_and_nothing_done(
        string service, string operation, string fields)
    {
        await stage.Database.OneAsync<int>(
            "INSERT INTO import_quarantine VALUES ('factura.csv', 7, 'invoice', 'test', 400002) RETURNING 1");

        Assert.Equal(
            new NativeOutcome.Unanswered("withheld"),
            await stage.OutcomeAsync(service, operation, fields, stage.Book));
        Assert.Equal(0, await CountAsync("native_invoice_complaint"));
        Assert.Equal(0, await CountAsync("native_print_request"));

        DebtBook newer = await new DebtBookLoader(stage.Database.Database).LoadAsync(
            TestContext.Current.CancellationToken);
        Assert.Null(newer.ContractOfInvoice(1));
        Assert.Equal(400011, newer.ContractOfInvoice(2)?.Value);
        Assert.Null(newer.ContractOfInvoice(-1));
    }

    private Task<long> CountAsync(string table) => stage.Database.OneAsync<long>($"SELECT count(*) FROM {table}");
}
