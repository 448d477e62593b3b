using System.Globalization;
using System.Net;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.StandIn;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Parity;

/// <summary>
/// A stand-in whose answers are altered is compared with itself before: each alteration gets its verdict.
/// </summary>
public sealed class PlantedDifferenceTests(PlantedDifferenceTests.Altered stand)
    : IClassFixture<PlantedDifferenceTests.Altered>
{
    private const string Service = "InterfazGenericaGestionDeudaWS";

    [Theory]
    [InlineData("getDeuda", """{"kind":"value","path":"return/deuda/deudaTotal","value":"1.00"}""",
        "return/deuda/deudaTotal")]
    [InlineData("getDeuda", """{"kind":"value","path":"return/deuda/nombreCliente","value":"NADIE"}""",
        "return/deuda/nombreCliente")]
    [InlineData("getDeuda", """{"kind":"errorCode","value":"-501"}""", "return/resultado/codigoError",
        "return/reultado/codigoError")]
    [InlineData("getDeuda", """{"kind":"swap","path":"return/deuda/deuda","with":"return/deuda/deudaTotal"}""",
        "return/deuda/(order)")]
    [InlineData("getDeuda", """{"kind":"add","path":"return/deuda","name":"extra","value":"x"}""",
        "return/deuda/extra")]
    [InlineData("getDeuda", """{"kind":"nil","path":"return/deuda/direccion"}""", "return/deuda/direccion")]
    [InlineData("getDeuda", """{"kind":"empty","path":"return/deuda/direccion"}""", "return/deuda/direccion")]
    [InlineData("getDeuda",
        """[{"kind":"empty","path":"return/deuda/deuda"},{"kind":"drop","path":"return/reultado"}]""",
        "return/deuda/deuda", "return/reultado")]
    [InlineData("getDeuda", """{"kind":"fault","value":"java.lang.NullPointerException"}""", "(status)", "(fault)")]
    [InlineData("getDeuda", """{"kind":"encoding","value":"utf-16"}""")]
    [InlineData("getDeuda", """{"kind":"encoding","value":"iso-8859-1"}""")]
    [InlineData("getDeuda", """{"kind":"encoding","value":"utf-16","declared":"UTF-8"}""", "(encoding)")]
    [InlineData("getImpagadosContrato", """{"kind":"drop","path":"return/facturasPendientes[2]"}""",
        "return/facturasPendientes[2]")]
    [InlineData("getImpagadosContrato",
        """{"kind":"swap","path":"return/facturasPendientes[1]","with":"return/facturasPendientes[2]"}""",
        "return/facturasPendientes/(order)")]
    [InlineData("getImpagadosContrato",
        """{"kind":"value","path":"return/facturasPendientes[2]/importeTotal","value":"0"}""",
        "return/facturasPendientes[2]/importeTotal")]
    [InlineData("getImpagadosContrato", """{"kind":"drop","path":"return/noSuchThing"}""")]
    public async Task An_alteration_is_found_where_it_was_planted(string operation, string json, params string[] paths)
    {
        Verdict verdict = await stand.CompareAsync(operation, json);

        Assert.Equal(
            paths, verdict is Verdict.Different different ? different.Differences.Select(found => found.Path) : []);
        Assert.Equal(paths.Length == 0, verdict is Verdict.Same);
    }

    [Fact]
    public async Task What_an_amount_was_changed_by_is_counted()
    {
        var verdict = Assert.IsType<Verdict.Different>(await stand.CompareAsync(
            "getDeuda", """{"kind":"value","path":"return/deuda/deudaTotal","value":"0.00"}"""));
        Assert.Equal(stand.Owed, verdict.MoneyDelta);
        Assert.Equal(-stand.Owed, Assert.Single(verdict.Differences).MoneyDelta);
    }

    [Fact]
    public async Task Another_error_for_an_unknown_contract_is_found()
    {
        var verdict = Assert.IsType<Verdict.Different>(await stand.CompareAsync(
            "getDeudaContrato", """{"kind":"errorCode","value":"0"}""", contract: 1));
        Assert.Equal(
            ["return/resultado/codigoError", "return/reultado/codigoError"],
            verdict.Differences.Select(found => found.Path));
    }

    [Theory]
    [InlineData("""{"kind":"errorCode","value":"7","when":"none such"}""")]
    [InlineData("""{"kind":"errorCode","value":"7","times":1}""")]
    public async Task An_alteration_for_other_requests_or_used_up_alters_nothing(string json)
    {
        await stand.AlterAsync("getDeuda", json);
        await stand.AskAsync("getDeuda", stand.Contract);
        Assert.IsType<Verdict.Same>(await stand.CompareAsync("getDeuda", null));
    }

    [Theory]
    [InlineData("getDeuda", """{"kind":"melt"}""")]
    [InlineData("getDeuda", """{"kind":"value"}""")]
    [InlineData("getDeuda", """{"kind":"value","path":"a","value":"1","pth":"b"}""")]
    [InlineData("getDeuda", """{"kind":"encoding","value":"utf-7"}""")]
    [InlineData("getDeuda", """{"kind":"add","path":"a","name":"1<"}""")]
    [InlineData("getDeuda", "[]")]
    [InlineData("getDeuda", "null")]
    [InlineData("getDeuda", "{")]
    [InlineData("getNothing", """{"kind":"errorCode","value":"7"}""")]
    public async Task A_wrong_alteration_is_refused(string operation, string json) =>
        Assert.Equal(HttpStatusCode.BadRequest, await stand.AlterAsync(operation, json));

    /// <summary>A stand-in, and a contract that owes at least two invoices.</summary>
    public sealed class Altered : IAsyncLifetime
    {
        private readonly HttpClient _control = new();
        private readonly SampleContract _subject = SampleExtract.Committed.Indebted
            .First(contract => contract.Invoices.Count(invoice => invoice.Owed > 0) > 1);

        private StandInServer? _server;

        internal int Contract => _subject.Number;

        internal decimal Owed => _subject.Owed;

        public async ValueTask InitializeAsync() => _server = await StandInServer.StartAsync(
            RunningProduct.LegacyOptions, TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            _control.Dispose();
            await _server!.DisposeAsync();
        }

        /// <summary>Of the answer as it should be and as it is altered; null alters nothing anew.</summary>
        internal async Task<Verdict> CompareAsync(string operation, string? json, int? contract = null)
        {
            if (json is not null)
            {
                Assert.Equal(HttpStatusCode.OK, await AlterAsync(operation, json));
            }

            Observed altered = await AskAsync(operation, contract ?? Contract);
            await _control.DeleteAsync(
                new Uri(_server!.ControlAddress, "alterations"), TestContext.Current.CancellationToken);
            return Judge.Compare(
                await AskAsync(operation, contract ?? Contract), altered,
                AnswerShapes.Of(ContractCatalog.AquaCis.Find(Service, operation)), [], DateTimeOffset.UnixEpoch);
        }

        internal async Task<HttpStatusCode> AlterAsync(string operation, string json)
        {
            using StringContent content = new(json, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await _control.PutAsync(
                new Uri(_server!.ControlAddress, $"alterations/{operation}"), content,
                TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        internal async Task<Observed> AskAsync(string operation, int contract)
        {
            string fields = operation == "getImpagadosContrato"
                ? $"<contrato>{contract}</contrato>"
                : $"<tipoIdentificador>CONTRATO</tipoIdentificador><valor>{contract}</valor>";
            string ns = ContractCatalog.AquaCis.FindService(Service)!.Namespace;
            SoapAnswer answer = await SoapCaller.PostAsync(
                _server!.Address.AbsoluteUri, Service,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><o:{operation} "
                    + $"xmlns:o='{ns}'>{fields}</o:{operation}></e:Body></e:Envelope>"),
                null, TestContext.Current.CancellationToken);
            return new Observed(answer.Status, answer.ContentType, answer.Body);
        }
    }
}
