using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;

namespace Strangler.Tests.Unit.Gateway;

/// <summary>What a shadowed payment did, against what native would have done.</summary>
public sealed class PaymentEffectTests
{
    [Theory]
    [InlineData("10.00", "10.00", null)]
    [InlineData(null, "10.00", null)]
    [InlineData("10.00", null, null)]
    [InlineData("10.00", "12.50", "2.5")]
    [InlineData("10.00", "0.00", "-10")]
    public void Amounts_that_differ_are_a_difference_with_its_pesos(string? legacy, string? native, string? delta)
    {
        Verdict.Different? verdict = PaymentEffects.Compare(CallOf(legacy), MoneyOf(native), new Verdict.Same());
        Assert.Equal(delta, verdict is null ? null : $"{Assert.Single(verdict.Differences).MoneyDelta}");
    }

    [Fact]
    public void What_the_answers_differ_in_stays()
    {
        Verdict.Different answers = new([new Difference("return/x", "1", "2", 3m)], 3m);
        Verdict.Different verdict = PaymentEffects.Compare(CallOf("1.00"), MoneyOf("2.00"), answers)!;
        Assert.Equal(["effect/paid", "return/x"], verdict.Differences.Select(one => one.Path));
        Assert.Equal(4m, verdict.MoneyDelta);
    }

    private static ShadowedCall CallOf(string? paid) => new(
        ContractCatalog.AquaCis.Find("InterfazGenericaGestionDeudaWS", "cobrarReferencia"), default,
        Side.Legacy, default, null, null!, TimeSpan.Zero, DateTimeOffset.UnixEpoch)
    {
        Paid = MoneyOf(paid),
    };

    private static Money? MoneyOf(string? pesos) => pesos is null ? null
        : Money.FromPesos(decimal.Parse(pesos, System.Globalization.CultureInfo.InvariantCulture));
}
