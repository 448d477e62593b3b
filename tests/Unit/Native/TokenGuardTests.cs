using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Security;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.Gateway.Native;

namespace Strangler.Tests.Unit.Native;

public sealed class TokenGuardTests
{
    private static readonly UsernameToken Right = new("bot", "the right password");
    private static readonly UsernameToken Wrong = new("bot", "another password");
    private static readonly UsernameToken Stranger = new("Bot", "the right password");

    [Theory]
    [InlineData("off", "getDeuda", null, null)]
    [InlineData("off", "getDeuda", "wrong", null)]
    [InlineData("optional", "getDeuda", null, null)]
    [InlineData("optional", "getDeuda", "right", null)]
    [InlineData("optional", "getDeuda", "wrong", "wrong-token")]
    [InlineData("optional", "getDeuda", "stranger", "wrong-token")]
    [InlineData("optional", "getDeuda", "unusable", "wrong-token")]
    [InlineData("required-where-listed", "getDeuda", null, "no-token")]
    [InlineData("required-where-listed", "getDeuda", "right", null)]
    [InlineData("required-where-listed", "getDeuda", "wrong", "wrong-token")]
    [InlineData("required-where-listed", "getDeudaContrato", null, null)]
    [InlineData("required-where-listed", "getDeudaContrato", "wrong", "wrong-token")]
    public async Task A_token_is_asked_for_as_the_settings_say(
        string mode, string operation, string? sent, string? refused)
    {
        using NativeSetup setup = new(
            new NativeOptions { Authentication = mode }, [Accounts.Of("bot", Right.Password)]);
        UsernameToken? token = sent switch
        {
            "right" => Right,
            "wrong" => Wrong,
            "stranger" => Stranger,
            "unusable" => UsernameToken.Unusable,
            _ => null,
        };

        // Twice: the second time from memory.
        Assert.Equal(refused, OutcomeOf(await CheckAsync(setup, operation, token)));
        Assert.Equal(refused, OutcomeOf(await CheckAsync(setup, operation, token)));
    }

    [Fact]
    public async Task Wrong_credentials_are_refused_as_WSS4J_does()
    {
        using NativeSetup setup = new(new NativeOptions { Authentication = "optional" }, []);

        NativeAnswer.Refused refused = Assert.IsType<NativeAnswer.Refused>(await CheckAsync(setup, "getDeuda", Wrong));

        Assert.Equal(
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>"
            + $"<faultcode xmlns:ns1=\"{UsernameToken.Namespace}\">"
            + "ns1:FailedAuthentication</faultcode>"
            + "<faultstring>The security token could not be authenticated or authorized</faultstring>"
            + "</soap:Fault></soap:Body></soap:Envelope>",
            Encoding.UTF8.GetString(refused.Fault.ToBytes()));
    }

    [Fact]
    public async Task While_no_account_could_be_read_nobody_is_refused_but_nothing_is_answered()
    {
        using NativeSetup setup = new(new NativeOptions { Authentication = "optional" }, accounts: null);

        NativeAnswer? answer = await CheckAsync(setup, "getDeuda", Right);

        Assert.Equal(NativeFailure.NoAccounts, Assert.IsType<NativeAnswer.Failed>(answer).Reason);
        Assert.Null(await CheckAsync(setup, "getDeuda", null));
    }

    [Fact]
    public async Task Checks_beyond_those_that_may_wait_are_not_made()
    {
        using NativeSetup setup = new(
            new NativeOptions { Authentication = "optional", ConcurrentChecks = 1, WaitingChecks = 0 },
            []);

        // Of names nobody has, each of which takes a tenth of a second.
        Task<NativeAnswer?>[] checks =
        [
            .. Enumerable.Range(0, 8).Select(number =>
                CheckAsync(setup, "getDeuda", new UsernameToken($"nobody{number}", "password"))),
        ];
        NativeAnswer?[] answers = await Task.WhenAll(checks);

        Assert.Contains(answers, answer => answer is NativeAnswer.Failed { Reason: NativeFailure.TooManyChecks });
        Assert.Contains(answers, answer => OutcomeOf(answer) == "wrong-token");
    }

    private static string? OutcomeOf(NativeAnswer? answer) =>
        answer is null ? null : Assert.IsType<NativeAnswer.Refused>(answer).Outcome;

    private static Task<NativeAnswer?> CheckAsync(NativeSetup setup, string operation, UsernameToken? token) =>
        setup.Guard.CheckAsync(
            ContractCatalog.AquaCis.Find(ServicePaths.Debt, operation), token,
            TestContext.Current.CancellationToken).AsTask();
}
