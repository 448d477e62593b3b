using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>What is planted in legacy's answers stands in the database, with its path and its pesos.</summary>
public sealed class PlantedVerdictTests(StranglingStage stage) : IClassFixture<StranglingStage>, IAsyncLifetime
{
    private static readonly string[] Exact = ["--Shadow:NoiseShare=0"];

    private static readonly SampleContract Subject = SampleExtract.Committed.Indebted
        .First(contract => contract.Invoices.Count(invoice => invoice.Owed > 0) > 1);

    private readonly ShadowStage _shadow = new(stage);

    public async ValueTask InitializeAsync() => await _shadow.ForgetAsync();

    public async ValueTask DisposeAsync() => await stage.UprootAsync();

    [Theory]
    [InlineData("""{"kind":"value","path":"return/deuda/nombreCliente","value":"NADIE"}""",
        "return/deuda/nombreCliente")]
    [InlineData("""{"kind":"errorCode","value":"-501"}""", "return/resultado/codigoError",
        "return/reultado/codigoError")]
    [InlineData("""{"kind":"swap","path":"return/deuda/deuda","with":"return/deuda/deudaTotal"}""",
        "return/deuda/(order)")]
    [InlineData("""{"kind":"add","path":"return/deuda","name":"extra","value":"x"}""", "return/deuda/extra")]
    [InlineData("""{"kind":"nil","path":"return/deuda/direccion"}""", "return/deuda/direccion")]
    [InlineData("""{"kind":"empty","path":"return/deuda/direccion"}""", "return/deuda/direccion")]
    [InlineData("""{"kind":"fault","value":"java.lang.NullPointerException"}""", "(status)", "(fault)")]
    [InlineData("""{"kind":"encoding","value":"utf-16","declared":"UTF-8"}""", "(encoding)")]
    public async Task A_difference_is_kept_where_it_was_planted(string json, params string[] paths)
    {
        foreach (string mode in (string[])["shadow", "native-shadow"])
        {
            VerdictRecord verdict = await VerdictOfAsync(mode, "getDeuda", json, CallOutcome.Different);
            Assert.Equal(paths, verdict.Differences.Select(difference => difference.Path));
            Assert.Equal(
                (mode == "native-shadow", $"{Subject.ServiceArea}/{Subject.Zone}"),
                (verdict.PrimaryIsNative, verdict.Group));
        }
    }

    [Theory]
    [InlineData("""{"kind":"drop","path":"return/facturasPendientes[2]"}""", "return/facturasPendientes[2]")]
    [InlineData(
        """{"kind":"swap","path":"return/facturasPendientes[1]","with":"return/facturasPendientes[2]"}""",
        "return/facturasPendientes/(order)")]
    public async Task A_list_that_is_short_or_in_disorder_is_told(string json, string path)
    {
        VerdictRecord verdict = await VerdictOfAsync("shadow", "getImpagadosContrato", json, CallOutcome.Different);
        Assert.Equal(path, Assert.Single(verdict.Differences).Path);
    }

    [Fact]
    public async Task An_amount_is_counted_in_pesos_until_a_rule_hides_it_and_never_as_the_same()
    {
        const string json = """{"kind":"value","path":"return/deuda/deudaTotal","value":"0.00"}""";
        VerdictRecord verdict = await VerdictOfAsync("shadow", "getDeuda", json, CallOutcome.Different);
        Assert.Equal((Subject.Owed, Subject.Owed), (verdict.MoneyDelta, Assert.Single(verdict.Differences).MoneyDelta));
        Assert.Equal(Subject.Owed, Assert.Single(await _shadow.SummarizeAsync()).MoneyDelta);

        await _shadow.ForgetAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        StoredRule rule = await new RuleStore(stage.Database).AddAsync(
            new NewRule("getDeuda", null, "return/deuda/deudaTotal", null, "ana", "a test", now.AddDays(1)), now,
            TestContext.Current.CancellationToken);
        VerdictRecord ignored = await VerdictOfAsync("shadow", "getDeuda", json, CallOutcome.Ignored, forget: false);
        Assert.Equal(
            (rule.Id, "return/deuda/deudaTotal", 0m),
            (Assert.Single(ignored.Rules), Assert.Single(ignored.Differences).Path, ignored.MoneyDelta));
    }

    [Theory]
    [InlineData("""{"kind":"encoding","value":"utf-16"}""")]
    [InlineData("""{"kind":"encoding","value":"iso-8859-1"}""")]
    [InlineData("""{"kind":"value","path":"return/noSuchThing","value":"1"}""")]
    public async Task Another_writing_of_the_same_is_the_same(string json)
    {
        await AskAsync("shadow", "getDeuda", json);
        await _shadow.BecomesAsync(CallOutcome.Same, 1);
    }

    [Fact]
    public async Task What_legacy_says_only_once_is_noise_and_not_a_difference()
    {
        await AskAsync(
            "shadow", "getDeuda", """{"kind":"value","path":"return/deuda/deudaTotal","value":"0.00","times":1}""",
            "--Shadow:NoiseShare=1");
        await _shadow.BecomesAsync(CallOutcome.Noise, 1);
    }

    [Fact]
    public async Task Nothing_that_is_stored_says_who_it_was()
    {
        VerdictRecord verdict = await VerdictOfAsync(
            "shadow", "getDeuda", """{"kind":"value","path":"return/deuda/nombreCliente","value":"NADIE SECRETO"}""",
            CallOutcome.Different);
        Assert.Contains("<tipoIdentificador>", verdict.Sample!.Request, StringComparison.Ordinal);
        Assert.Contains("<deudaTotal>", verdict.Sample.Candidate, StringComparison.Ordinal);
        string stored = await _shadow.EverythingStoredAsync();
        Assert.All(
            (string[])["SECRETO", Subject.Name, Subject.Surname, "topsecret", "someuser"],
            text => Assert.DoesNotContain(text, stored, StringComparison.Ordinal));
    }

    private async Task<VerdictRecord> VerdictOfAsync(
        string mode, string operation, string json, CallOutcome outcome, bool forget = true)
    {
        if (forget)
        {
            await _shadow.ForgetAsync();
        }

        await AskAsync(mode, operation, json);
        return await _shadow.OnlyAsync(outcome);
    }

    /// <summary>One call; the caller gets what the primary says, whatever the other says.</summary>
    private async Task AskAsync(string mode, string operation, string json, params string[] settings)
    {
        const string token = "<s:Security xmlns:s='http://docs.oasis-open.org/wss/2004/01/"
            + "oasis-200401-wss-wssecurity-secext-1.0.xsd'><s:UsernameToken><s:Username>someuser</s:Username>"
            + "<s:Password>topsecret</s:Password></s:UsernameToken></s:Security>";
        DebtCall plain = DebtCall.About(Subject.Number, Subject.TaxId).First(each => each.Operation == operation);
        DebtCall call = plain with { Header = token };
        await stage.UprootAsync();
        ExplainedAnswer untouched = await call.AskAsync(stage.Legacy);
        await stage.RouteAsync(mode);
        await using RunningGateway gateway = await stage.StartGatewayAsync([.. Exact, .. settings]);
        await stage.PlantAsync("alterations", operation, json);
        ExplainedAnswer answer = await call.AskAsync(gateway.Address);
        Assert.Equal(mode, answer.Explanation!.Mode);
        if (mode == "native-shadow")
        {
            Assert.Equal(untouched.Seen, answer.Seen);
        }
        else if (!json.Contains("times", StringComparison.Ordinal))
        {
            Assert.Equal((await call.AskAsync(stage.Legacy)).Body, answer.Body);
        }

        await _shadow.AnyAsync();
    }
}
