using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;

namespace Strangler.Tests.Unit.Payments.Sandbox;

/// <summary>Clients and readers against the sandbox, over HTTP.</summary>
public sealed class SandboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("conekta", ChargeKind.Store)]
    [InlineData("conekta", ChargeKind.Transfer)]
    [InlineData("femsa", ChargeKind.Store)]
    [InlineData("openpay", ChargeKind.Store)]
    [InlineData("openpay", ChargeKind.Transfer)]
    [InlineData("openpay", ChargeKind.CardLink)]
    public async Task A_charge_is_made_paid_told_and_found_again(string provider, ChargeKind kind)
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        MakeOutcome.Made made = await MakeAsync(stage, provider, kind);
        Assert.NotEmpty(made.Shown);
        Assert.True(await stage.Sandbox.PayAsync(provider, made.Charge, Cancellation));
        PaymentFact fact = TheFact(stage.Next());
        Assert.Equal((PaymentFactKind.Paid, provider, "01004427617"), (fact.Kind, fact.Provider, fact.Reference));
        Assert.Equal(new Money(25_047), fact.Amount);
        Assert.Equal(made.Charge, fact.Charge);
        Assert.Null(await DifferenceAsync(stage, fact));
        Assert.Equal("amount", await DifferenceAsync(stage, fact with { Amount = new Money(25_048) }));
        Assert.False(await stage.Sandbox.PayAsync(provider, made.Charge, Cancellation));
    }

    [Fact]
    public async Task A_link_of_Conekta_is_paid_by_card()
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        MakeOutcome.Made made = await MakeAsync(stage, "conekta", ChargeKind.CardLink);
        Assert.StartsWith("https://", made.Shown, StringComparison.Ordinal);
        Assert.True(await stage.Sandbox.PayAsync("conekta", made.Charge, Cancellation));
        PaymentFact fact = TheFact(stage.Next());
        Assert.Equal(('C', (short)4), (fact.Method.Channel, fact.Method.Form));
        Assert.StartsWith(made.Charge + ":", fact.Charge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_CoDi_is_paid()
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        MakeOutcome.Made made = await MakeAsync(stage, "codi", ChargeKind.Codi);
        Assert.True(await stage.Sandbox.PayAsync("codi", made.Charge, Cancellation));
        PaymentFact fact = TheFact(stage.Next());
        Assert.Equal(("01004427617", made.Charge), (fact.Reference, fact.Charge));
        Assert.Equal(new Money(25_047), fact.Amount);
    }

    [Fact]
    public async Task A_transfer_to_a_contract_is_taken_and_one_to_nobody_given_back()
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        string account = new ClabePlan("646180").Of(new ContractNumber(442_761))!.Value.Digits;
        await stage.Sandbox.TransferAsync(account, 25_047, "TRACK1", Cancellation);
        WebhookOutcome.Received received = Assert.IsType<WebhookOutcome.Received>(stage.Next());
        PaymentFact fact = Assert.Single(received.Facts);
        Assert.Equal(account, fact.Reference);
        Assert.Null(await DifferenceAsync(stage, fact));
        Assert.IsType<ChargeOutcome.Unknown>(await stage.Providers.Sources["stp"].FindAsync(
            fact with { Amount = new Money(99_999) }, Cancellation));
        Assert.Equal("""{"mensaje":"confirmar"}""", received.Reply.Json);
        Assert.Equal("""{"mensaje":"devolver","id":2}""", received.Replies.BlockedAccount.Json);
        await stage.Sandbox.TransferAsync("032180000118359719", 100, "TRACK2", Cancellation);
        Assert.Equal(
            new WebhookReply(400, """{"mensaje":"devolver","id":1}"""),
            Assert.IsType<WebhookOutcome.Returned>(stage.Next()).Reply);
    }

    [Theory]
    [InlineData("conekta", ChargeKind.Store)]
    [InlineData("openpay", ChargeKind.Store)]
    public async Task A_refund_is_told(string provider, ChargeKind kind)
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        MakeOutcome.Made made = await MakeAsync(stage, provider, kind);
        RefundOrder order = new("refund-1", made.Charge, new Money(5_000));
        IRefunder refunder = stage.Providers.Refunders[provider];
        Assert.IsType<RefundOutcome.Refused>(await refunder.RefundAsync(order, Cancellation));
        Assert.True(await stage.Sandbox.PayAsync(provider, made.Charge, Cancellation));
        Assert.IsType<WebhookOutcome.Received>(stage.Next());
        Assert.IsType<RefundOutcome.Taken>(await refunder.RefundAsync(order, Cancellation));
        PaymentFact fact = TheFact(stage.Next());
        Assert.Equal((PaymentFactKind.Refunded, new Money(5_000)), (fact.Kind, fact.Amount));
        Assert.Null(await DifferenceAsync(stage, fact));
    }

    [Fact]
    public async Task The_same_key_makes_the_same_charge_at_Openpay()
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        MakeOutcome.Made first = await MakeAsync(stage, "openpay", ChargeKind.Store);
        MakeOutcome.Made again = await MakeAsync(stage, "openpay", ChargeKind.Store);
        Assert.Equal((first.Charge, first.Shown), (again.Charge, again.Shown));
        IChargeMaker maker = stage.Providers.MakersOf(ChargeKind.Store).Single(maker => maker.Provider == "openpay");
        MakeOutcome other = await maker.MakeAsync(PaymentStage.Order(ChargeKind.Store, "key-2"), Cancellation);
        Assert.NotEqual(first.Charge, Assert.IsType<MakeOutcome.Made>(other).Charge);
    }

    [Fact]
    public async Task What_is_not_answered_well_comes_again_and_copies_have_one_key()
    {
        await using PaymentStage stage = await PaymentStage.StartAsync(refusals: 3);
        stage.Sandbox.Set(new Strangler.Payments.Sandbox.SandboxMood(Copies: 3));
        MakeOutcome.Made made = await MakeAsync(stage, "femsa", ChargeKind.Store);
        Assert.True(await stage.Sandbox.PayAsync("femsa", made.Charge, Cancellation));
        string[] keys = [.. Enumerable.Range(0, 3).Select(_ => TheFact(stage.Next()).Key)];
        Assert.Single(keys.Distinct());
        Assert.Equal(3, stage.Sandbox.RefusedDeliveries);
    }

    [Theory]
    [InlineData("conekta", ChargeKind.Store)]
    [InlineData("openpay", ChargeKind.Store)]
    [InlineData("codi", ChargeKind.Codi)]
    public async Task Wrongly_signed_webhooks_do_not_count(string provider, ChargeKind kind)
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        stage.Sandbox.Set(new Strangler.Payments.Sandbox.SandboxMood(WrongSignatures: true));
        MakeOutcome.Made made = await MakeAsync(stage, provider, kind);
        Assert.True(await stage.Sandbox.PayAsync(provider, made.Charge, Cancellation));
        Assert.IsType<WebhookOutcome.Unauthentic>(stage.Next());
    }

    [Theory]
    [InlineData("conekta", ChargeKind.Store)]
    [InlineData("openpay", ChargeKind.Store)]
    [InlineData("codi", ChargeKind.Codi)]
    public async Task A_provider_that_is_down_makes_nothing_and_is_said_to_be(string provider, ChargeKind kind)
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        stage.Sandbox.SetDown(true);
        IChargeMaker maker = stage.Providers.MakersOf(kind).Single(maker => maker.Provider == provider);
        Assert.Equal(
            new MakeOutcome.Unavailable("http-503"), await maker.MakeAsync(PaymentStage.Order(kind), Cancellation));
    }

    [Theory]
    [InlineData("conekta", ChargeKind.Store)]
    [InlineData("femsa", ChargeKind.Store)]
    [InlineData("openpay", ChargeKind.Store)]
    [InlineData("codi", ChargeKind.Codi)]
    public async Task Whether_a_charge_was_made_is_not_known_where_its_answer_is_lost(string provider, ChargeKind kind)
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        stage.Sandbox.Set(new Strangler.Payments.Sandbox.SandboxMood(Lost: true, Of: provider));
        IChargeMaker maker = stage.Providers.MakersOf(kind).Single(maker => maker.Provider == provider);
        Assert.IsType<MakeOutcome.Unknown>(await maker.MakeAsync(PaymentStage.Order(kind), Cancellation));
    }

    [Fact]
    public async Task What_Openpay_made_without_an_answer_is_found_by_its_key()
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        stage.Sandbox.Set(new Strangler.Payments.Sandbox.SandboxMood(Lost: true));
        IChargeMaker maker = stage.Providers.MakersOf(ChargeKind.Store).Single(maker => maker.Provider == "openpay");
        Assert.IsType<MakeOutcome.Unknown>(
            await maker.MakeAsync(PaymentStage.Order(ChargeKind.Store), Cancellation));
        stage.Sandbox.Set(new Strangler.Payments.Sandbox.SandboxMood());
        MakeOutcome.Made made = await MakeAsync(stage, "openpay", ChargeKind.Store);
        // The first one of the sandbox: the same key made no other.
        Assert.Equal("tr000000000000000001", made.Charge);
    }

    [Fact]
    public async Task A_charge_nobody_made_is_unknown()
    {
        await using PaymentStage stage = await PaymentStage.StartAsync();
        PaymentFact told = new(
            "conekta", "paid:x", PaymentFactKind.Paid, "ord_1:ch1", null, new Money(1), "MXN", default, default,
            default);
        Assert.IsType<ChargeOutcome.Unknown>(
            await stage.Providers.Sources["conekta"].FindAsync(told, Cancellation));
        Assert.IsType<ChargeOutcome.Unknown>(
            await stage.Providers.Sources["openpay"].FindAsync(told with { Charge = "tr1" }, Cancellation));
    }

    private static async Task<MakeOutcome.Made> MakeAsync(PaymentStage stage, string provider, ChargeKind kind)
    {
        IChargeMaker maker = stage.Providers.MakersOf(kind).Single(maker => maker.Provider == provider);
        return Assert.IsType<MakeOutcome.Made>(await maker.MakeAsync(PaymentStage.Order(kind), Cancellation));
    }

    private static async Task<string?> DifferenceAsync(PaymentStage stage, PaymentFact fact) => ChargeCheck.Difference(
        fact, Assert.IsType<ChargeOutcome.Found>(
            await stage.Providers.Sources[fact.Provider].FindAsync(fact, Cancellation)).Charge);

    private static PaymentFact TheFact(WebhookOutcome outcome) =>
        Assert.Single(Assert.IsType<WebhookOutcome.Received>(outcome).Facts);
}
