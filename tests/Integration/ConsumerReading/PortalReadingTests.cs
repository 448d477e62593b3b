using System.Globalization;
using System.Xml;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.RecordedRequests;

namespace Strangler.Tests.Integration.ConsumerReading;

/// <summary>tap-fe, tap-be and hydra: DOM by qualified name, then a tree by local name.</summary>
[Collection(ProductCollection.Name)]
public sealed class PortalReadingTests(RunningProduct product)
{
    private static SampleContract Contract => ConsumerCalls.Contract;

    /// <summary>Every recorded request of the three portals; where the samples are absent, one that skips.</summary>
    public static TheoryData<string> Requests =>
        Directory.Exists(RepositoryPlaces.RecordedRequests)
            ? [.. RecordedRequest.Files.Select(file => Path.GetFileNameWithoutExtension(file)).Where(IsOfPortal)]
            : ["getDeuda__tap-fe"];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Only_the_response_wrapper_is_prefixed(string request)
    {
        PortalReply reply = new(await ConsumerCalls.SendAsync(product, request));
        XmlElement wrapper = (XmlElement)reply.ByQualifiedName("soap:Body").Single().FirstChild!;
        XmlElement[] below = [.. wrapper.GetElementsByTagName("*").Cast<XmlElement>()];

        Assert.Equal("ns2", wrapper.Prefix);
        Assert.Empty(reply.ByQualifiedName(wrapper.LocalName));
        Assert.NotEmpty(below);

        // WIRE-FACTS 5: resultado of the debt service is a global element, and so the one qualified child.
        Assert.All(below.Where(child => child.Name != "ns2:resultado"), child => Assert.Equal("", child.NamespaceURI));
    }

    [Theory]
    [InlineData("getDeuda__tap-fe")]
    [InlineData("getDeuda__hydra")]
    public async Task The_debt_tab_reads_the_debt_from_the_Body_down(string request)
    {
        PortalReply reply = new(await ConsumerCalls.SendAsync(product, request));

        Assert.Equal(Contract.Owed, Amount(reply.Find("getDeudaResponse", "Body.getDeudaResponse.return.deuda.deuda")));
        Assert.Equal("0", reply.Find("getDeudaResponse", "Body.getDeudaResponse.return.resultado.codigoError"));
    }

    [Fact]
    public async Task A_wrapper_without_prefix_would_break_the_debt_tab()
    {
        SoapAnswer answer = await ConsumerCalls.SendAsync(product, "getDeuda__tap-fe");
        string unprefixed = answer.Text.Replace("ns2:", "", StringComparison.Ordinal);
        PortalReply reply = new(answer with { Body = System.Text.Encoding.UTF8.GetBytes(unprefixed) });

        Assert.Null(reply.Find("getDeudaResponse", "Body.getDeudaResponse.return.deuda.deuda"));
    }

    [Theory]
    [InlineData("getConsumos__tap-fe", "getConsumosReturn", "Consumo")]
    [InlineData("getConsumos__hydra", "getConsumosReturn", "Consumo")]
    [InlineData("getLecturas__tap-fe", "getLecturasReturn", "Lectura")]
    [InlineData("getConceptos__tap-fe", "getConceptosReturn", "Concepto")]
    [InlineData("consultaDetalleContrato__hydra", "consultaDetalleContratoReturn", "GenericoContratoDTO")]
    public async Task Lists_are_found_by_their_bare_names(string request, string returned, string item)
    {
        PortalReply reply = new(await ConsumerCalls.SendAsync(product, request));

        Assert.Single(reply.ByQualifiedName(returned));
        Assert.NotEmpty(reply.ByQualifiedName(item));
    }

    [Fact]
    public async Task A_service_area_with_a_leading_zero_finds_the_same_consumption()
    {
        SoapAnswer padded = await ConsumerCalls.SendAsync(product, "getConsumos__hydra");
        SoapAnswer plain = await ConsumerCalls.SendAsync(product, "getConsumos__tap-fe");

        Assert.Equal(plain.Text, padded.Text);
    }

    [Fact]
    public async Task A_contract_in_force_shows_the_literal_text_that_says_so()
    {
        SoapAnswer answer = await ConsumerCalls.SendAsync(product, "consultaDetalleContrato__tap-fe");

        Assert.Contains("fechaBaja xmlns:xsi", answer.Text, StringComparison.Ordinal);
        Assert.Null(new PortalReply(answer).Find("none", DetailPath + ".contrato.fechaBaja"));
        Assert.Equal(
            Contract.Number.ToString(CultureInfo.InvariantCulture),
            new PortalReply(answer).Find("none", DetailPath + ".contrato.numeroContrato"));
    }

    [Fact]
    public async Task A_work_order_is_its_number_and_a_missing_service_point_is_an_error()
    {
        PortalReply created = new(await ConsumerCalls.SendAsync(product, "crearOrdenTrabajo__tap-fe"));
        SoapAnswer refused = await ConsumerCalls.OrderWithoutServicePointAsync(product);

        Assert.Matches("^O[0-9]{7}$", created.Find("none", "Body.crearOrdenTrabajoResponse.return"));
        Assert.Throws<HttpRequestException>(() => new PortalReply(refused));
    }

    [Theory]
    [InlineData("resolveOT__tap-be", "responseWrapperResolveOT", "true")]
    [InlineData("informarVisita__tap-fe", "responseWrapperInformarVisita", "[0-9]+")]
    public async Task Two_replies_are_wrapped_under_a_name_of_their_own(string request, string wrapper, string pattern)
    {
        PortalReply reply = new(await ConsumerCalls.SendAsync(product, request));

        Assert.Single(reply.ByQualifiedName("ns2:" + wrapper));
        Assert.Matches($"^{pattern}$", reply.Find("none", $"Body.{wrapper}.return"));
    }

    [Fact]
    public async Task The_tariff_is_read_as_it_was_recorded()
    {
        const string Tariff = "Body.getTarifaDeAguaPorContratoResponse.getTarifaDeAguaPorContratoReturn";
        PortalReply reply = new(await ConsumerCalls.SendAsync(product, "getTarifaDeAguaPorContrato__tap-fe"));

        Assert.Equal($"{Contract.TariffType}", reply.Find("none", Tariff + ".codigo.id3Short"));
        Assert.NotNull(
            reply.Find("none", Tariff + ".subconceptos.Subconcepto.correctoresAplicables.Corrector.descripcion"));
        Assert.All(reply.ByQualifiedName("valor"), value => Assert.Empty(value.GetAttribute("xsi:type")));
    }

    private const string DetailPath =
        "Body.consultaDetalleContratoResponse.consultaDetalleContratoReturn.GenericoContratoDTO";

    private static bool IsOfPortal(string name) =>
        name.EndsWith("__tap-fe", StringComparison.Ordinal) || name.EndsWith("__tap-be", StringComparison.Ordinal)
        || name.EndsWith("__hydra", StringComparison.Ordinal);

    private static decimal? Amount(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
