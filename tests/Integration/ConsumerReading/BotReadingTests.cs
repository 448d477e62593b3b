using System.Globalization;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.RecordedRequests;

namespace Strangler.Tests.Integration.ConsumerReading;

/// <summary>maria-claude, maria-voz, the other bots and water-cea-py: regular expressions, first hit.</summary>
[Collection(ProductCollection.Name)]
public sealed class BotReadingTests(RunningProduct product)
{
    private static SampleContract Contract => ConsumerCalls.Contract;

    public static TheoryData<string> Requests =>
        Directory.Exists(RepositoryPlaces.RecordedRequests)
            ? [.. RecordedRequest.Files.Select(file => Path.GetFileNameWithoutExtension(file))]
            : ["getDeuda__maria-voz"];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task No_reply_that_succeeded_looks_like_a_fault(string request)
    {
        BotReply reply = new(await ConsumerCalls.SendAsync(product, request));

        Assert.True(reply.IsAccepted);
        Assert.False(reply.IsFault);
    }

    [Fact]
    public async Task A_voice_bot_says_the_debt()
    {
        BotReply reply = new(await ConsumerCalls.SendAsync(product, "getDeuda__maria-voz"));

        Assert.Equal(Contract.Owed, Amount(reply.First("deuda")));
        Assert.Equal("0", reply.First("codigoError"));
        Assert.Equal("OK", reply.First("descripcionError"));
        Assert.NotNull(reply.First("nombreCliente"));
        Assert.NotNull(Amount(reply.First("deudaTotal")));
    }

    [Theory]
    [InlineData("getDeudaContrato__maria-claude")]
    [InlineData("getDeudaContrato__water-cea-py")]
    public async Task The_debt_of_a_contract_is_the_first_leaf_of_that_name(string request)
    {
        BotReply reply = new(await ConsumerCalls.SendAsync(product, request));

        Assert.Equal(Contract.Owed, Amount(reply.First("deuda")));
    }

    [Theory]
    [InlineData("getDeudaTotalConFacturas__maria-claude")]
    [InlineData("getDeudaTotalConFacturas__water-cea-py")]
    public async Task Unpaid_invoices_are_literal_blocks(string request)
    {
        SampleInvoice[] unpaid = [.. Contract.Invoices.Where(invoice => invoice.Owed > 0)];
        BotReply reply = new(await ConsumerCalls.SendAsync(product, request));

        Assert.Equal(Contract.Owed, Amount(reply.First("deudaTotal")));
        Assert.Equal(unpaid.Length, reply.Blocks("factura").Count);
        Assert.Equal(unpaid[0].Number, reply.First("numFactura"));
    }

    [Fact]
    public async Task A_contract_that_legacy_does_not_know_is_an_error_in_band()
    {
        SampleContract unknown = Contract with { Number = 99_999_999 };
        BotReply reply = new(await ConsumerCalls.SendAsync(product, "getDeuda__maria-voz", unknown));

        Assert.True(reply.IsAccepted);
        Assert.False(reply.IsFault);
        Assert.Equal("-501", reply.First("codigoError"));
    }

    [Fact]
    public async Task Consumption_is_in_literal_blocks_newest_first()
    {
        BotReply reply = new(await ConsumerCalls.SendAsync(product, "getConsumos__maria-claude"));

        Assert.Equal(Contract.Periods, reply.Blocks("Consumo").Count);
        Assert.Equal(Contract.NewestConsumption, Amount(reply.First("metrosCubicos")));
        Assert.Equal($"{Contract.Newest.Year}", reply.First("año"));
        Assert.Contains("&lt;", reply.First("periodo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wrong_service_area_finds_no_consumption_and_no_fault()
    {
        SampleContract elsewhere = Contract with { ServiceArea = (short)(Contract.ServiceArea == 12 ? 1 : 12) };
        BotReply reply = new(await ConsumerCalls.SendAsync(product, "getConsumos__maria-claude", elsewhere));

        Assert.True(reply.IsAccepted);
        Assert.False(reply.IsFault);
        Assert.Empty(reply.Blocks("Consumo"));
    }

    [Fact]
    public async Task The_first_invoice_is_the_newest_and_its_PDF_is_in_a_literal_tag()
    {
        BotReply invoices = new(await ConsumerCalls.SendAsync(product, "getFacturas__maria-claude"));
        BotReply document = new(await ConsumerCalls.SendAsync(product, "getPdfFactura__maria-claude"));

        Assert.Equal(Contract.Invoices.Count, invoices.Blocks("Factura").Count);
        Assert.Equal(Contract.Newest.Number, invoices.First("numero"));
        Assert.True(document.Holds("<pdf>"));
        Assert.Equal("%PDF-"u8.ToArray(), Convert.FromBase64String(document.First("pdf")!)[..5]);
    }

    [Fact]
    public async Task A_meter_is_found_at_its_service_point()
    {
        BotReply reply = new(await ConsumerCalls.SendAsync(product, "getPuntoServicioPorContador__maria-claude"));

        Assert.Equal("200", reply.First("codigoResultado"));
        Assert.Equal("0", reply.First("codigoError"));
        Assert.Equal(Contract.ServicePoint, Amount(reply.First("id")));
    }

    [Fact]
    public async Task A_fault_of_legacy_shows_its_literal_faultstring_and_status_500()
    {
        SoapAnswer answer = await ConsumerCalls.OrderWithoutServicePointAsync(product);

        Assert.Equal(500, answer.Status);
        Assert.True(new BotReply(answer).Holds("<faultstring>java.lang.NullPointerException</faultstring>"));
    }

    [Fact]
    public async Task A_fault_of_the_gateway_shows_its_literal_faultstring_and_status_500()
    {
        SoapAnswer answer = await ConsumerCalls.SendAsync(product, "getDeuda__maria-voz", Contract, envelope =>
            envelope.Replace("getDeuda>", "getDeudaDeNadie>", StringComparison.Ordinal));

        Assert.Equal(500, answer.Status);
        Assert.True(new BotReply(answer).IsFault);
        Assert.Contains("getDeudaDeNadie was not recognized", new BotReply(answer).First("faultstring"),
            StringComparison.Ordinal);
    }

    private static decimal? Amount(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
