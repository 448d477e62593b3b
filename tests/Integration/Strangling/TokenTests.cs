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
        await new AccountStore(stage.Database).AddAsync(
            new Account(
                "bot", PasswordHash.Of("right password", new byte[PasswordHash.SaltBytes], iterations: 10), "a test",
                DateTimeOffset.UnixEpoch),
            replace: true, Cancellation);
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
