using Npgsql;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Core.Identity;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Writes;

/// <summary>Payments that legacy takes: those without an answer, and what they did against what native would have.
/// </summary>
public sealed class LostPaymentTests(StranglingStage stage) : IClassFixture<StranglingStage>, IAsyncLifetime
{
    private static readonly SampleCustomer[] Owing =
    [
        .. SampleCustomer.All.Where(one => SampleExtract.Committed.Indebted.Any(
            debt => debt.Number == one.Contract && debt.Owed > 100)),
    ];

    private readonly ShadowStage _shadow = new(stage);

    public async ValueTask InitializeAsync() => await _shadow.ForgetAsync();

    public async ValueTask DisposeAsync() => await stage.UprootAsync();

    [Theory]
    [InlineData("half", 1)]
    [InlineData("reset", 2)]
    [InlineData("error500", 3)]
    public async Task A_payment_without_an_answer_is_known_by_reading_what_is_owed(string failure, int place)
    {
        SampleCustomer customer = Owing[^place];
        await stage.RouteAsync("legacy");
        await using RunningGateway gateway = await stage.StartGatewayAsync(
            "--Writes:SettleTime=00:00:00.100", "--Writes:ReconcileEvery=00:00:00.100");
        Money before = await NetAsync(customer);
        await stage.PlantAsync("failures", "cobrarReferencia", $$"""{"mode":"{{failure}}","times":1}""");
        StormedPayment payment = new(1_000 + (3 * place), customer, 5_00);

        ExplainedAnswer first = await payment.Call.AskAsync(gateway.Address);
        Assert.False(StormedPayment.IsTaken(first), first.Text);
        await Eventually.BecomesAsync(true, async () => StormedPayment.IsTaken(
            await payment.Call.AskAsync(gateway.Address)));

        Assert.Equal(new Money(5_00), before - await NetAsync(customer));
        Assert.Equal("1 legacy", await TextAsync(
            $"SELECT count(*) || ' ' || min(owner) FROM write_record WHERE done AND contract = {customer.Contract}"));
    }

    [Fact]
    public async Task A_shadowed_payment_that_takes_another_amount_than_native_would_is_different()
    {
        SampleCustomer customer = Owing[0];
        await stage.RouteAsync("shadow");
        await using RunningGateway gateway = await stage.StartGatewayAsync("--Shadow:NoiseShare=0");
        await new StormedPayment(2_000, customer, 1_00).Call.AskAsync(gateway.Address);
        await _shadow.BecomesAsync(CallOutcome.Same, 1);
        await _shadow.ForgetAsync();

        // Native does not know of the peso above, so of all that is owed it would take one more.
        OperationCall everything = new(
            StormedPayment.Debt, "cobrarReferencia",
            $"<referencia>{customer.Reference}</referencia><datosCobro><terminal>9</terminal></datosCobro>");
        ExplainedAnswer answer = await everything.AskAsync(gateway.Address);

        Assert.True(StormedPayment.IsTaken(answer), answer.Text);
        VerdictRecord verdict = await _shadow.OnlyAsync(CallOutcome.Different);
        KeptDifference effect = Assert.Single(verdict.Differences);
        Assert.Equal(("effect/paid", 1m, 1m), (effect.Path, effect.MoneyDelta, verdict.MoneyDelta));
        Assert.Equal("0", await TextAsync("SELECT count(*)::text FROM native_payment"));
    }

    private async Task<Money> NetAsync(SampleCustomer customer)
    {
        ExplainedAnswer answer = await new OperationCall(
            StormedPayment.Debt, "getImpagadosContrato", $"<contrato>{customer.Contract}</contrato>")
            .AskAsync(stage.Legacy);
        return LegacyMoney.Read(answer.Body)!.Value;
    }

    private async Task<string> TextAsync(string sql)
    {
        await using NpgsqlCommand command = stage.Database.Command(sql);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
