using System.Xml.Linq;
using Strangler.Core.Accounts;
using Strangler.Postgres.Accounts;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>Who may ask native, over the wire: as AquaCIS would judge, and never a MustUnderstand fault.</summary>
public sealed class TokenTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_it_is_required_only_a_right_token_gets_an_answer_and_nobody_a_must_understand_fault()
    {
        await stage.RouteAsync("native");
        await new AccountStore(stage.Database).AddAsync(Made("bot", "right password"), replace: true, Cancellation);
        await using RunningGateway gateway =
            await stage.StartGatewayAsync("--Native:Authentication=required-where-listed");
        SampleCustomer subject = SampleCustomer.All[0];
        DebtCall listed = DebtCall.GetDeuda(subject.Contract);
        DebtCall other = DebtCall.By("getDeudaContrato", "CONTRATO", $"{subject.Contract}");
        ExplainedAnswer expected = await listed.AskAsync(stage.Legacy);

        // Until the accounts are read nobody can be recognised, and legacy answers.
        DebtCall known = listed with { Header = Token("bot", "right password") };
        await Eventually.BecomesAsync(
            "native", async () => (await known.AskAsync(gateway.Address)).Explanation!.By);
        foreach (string attributes in (string[])["", "mustUnderstand='1'", "e:mustUnderstand='1'"])
        {
            ExplainedAnswer right = await (listed with { Header = Token("bot", "right password", attributes) })
                .AskAsync(gateway.Address);
            Assert.Equal((expected.Seen, "native"), (right.Seen, right.Explanation!.By));
            await AssertRefusedAsync(gateway, listed with { Header = Token("bot", "wrong password", attributes) });
            await AssertRefusedAsync(gateway, listed with { Header = Token("nobody", "right password", attributes) });
            await AssertRefusedAsync(gateway, other with { Header = Token("bot", "wrong password", attributes) });
        }

        await AssertRefusedAsync(gateway, listed);
        Assert.Equal("native", (await other.AskAsync(gateway.Address)).Explanation!.By);
    }

    [Fact]
    public async Task An_account_is_rotated_and_limited_while_the_gateway_runs()
    {
        await stage.RouteAsync("native");
        AccountStore store = new(stage.Database);
        await store.AddAsync(Made("kiosk", "first password"), replace: true, Cancellation);
        await using RunningGateway gateway = await stage.StartGatewayAsync(
            "--Native:Authentication=required-where-listed", "--Native:AccountsRefresh=00:00:01");
        DebtCall asked = DebtCall.GetDeuda(SampleCustomer.All[0].Contract);
        Task<string> With(string password) => OutcomeAsync(gateway, asked with { Header = Token("kiosk", password) });
        await Eventually.BecomesAsync("answered", () => With("first password"));

        await store.AddAsync(
            Made("kiosk", "second password"), replace: true, TimeSpan.FromMinutes(5), Cancellation);
        await Eventually.BecomesAsync("answered", () => With("second password"));
        Assert.Equal("answered", await With("first password"));
        await store.AddAsync(Made("kiosk", "third password"), replace: true, Cancellation);
        await Eventually.BecomesAsync("answered", () => With("third password"));
        Assert.Equal("FailedAuthentication", await With("second password"));
        Assert.Equal("FailedAuthentication", await With("first password"));

        await store.LimitAsync("kiosk", ["getDeudaContrato"], null, null, Cancellation);
        await Eventually.BecomesAsync("Client", () => With("third password"));
        await store.LimitAsync("kiosk", null, null, 3, Cancellation);
        await Eventually.BecomesAsync("answered", () => With("third password"));
        await Eventually.BecomesAsync("Server", () => With("third password"));
    }

    private static Account Made(string username, string password) => new(
        username, PasswordHash.Of(password, new byte[PasswordHash.SaltBytes], iterations: 10), "a test",
        DateTimeOffset.UnixEpoch);

    /// <returns>answered, or the code of the fault.</returns>
    private static async Task<string> OutcomeAsync(RunningGateway gateway, DebtCall call)
    {
        ExplainedAnswer answer = await call.AskAsync(gateway.Address);
        return answer.Status == 200
            ? "answered"
            : XElement.Parse(answer.Text).Descendants("faultcode").Single().Value.Split(':')[^1];
    }

    private static async Task AssertRefusedAsync(RunningGateway gateway, DebtCall call)
    {
        ExplainedAnswer answer = await call.AskAsync(gateway.Address);
        Assert.Equal((500, "native"), (answer.Status, answer.Explanation?.By));
        Assert.Contains("<faultstring>", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("MustUnderstand", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("password", answer.Text, StringComparison.Ordinal);
    }

    private static string Token(string name, string password, string attributes = "") =>
        $"<s:Security {attributes} xmlns:s='{Security}'><s:UsernameToken><s:Username>{name}</s:Username>"
        + $"<s:Password>{password}</s:Password></s:UsernameToken></s:Security>";
}
