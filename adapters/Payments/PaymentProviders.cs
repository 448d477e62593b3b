using Strangler.Core.Payments.Providers;

namespace Strangler.Payments;

/// <summary>What an installation's providers can do, each by the provider's name.</summary>
public sealed record PaymentProviders(
    IReadOnlyDictionary<string, IWebhookReader> Readers,
    IReadOnlyDictionary<string, IChargeSource> Sources,
    IReadOnlyList<IChargeMaker> Makers,
    IReadOnlyDictionary<string, IRefunder> Refunders,
    IReadOnlyDictionary<string, IDirectDebit> Debits)
{
    /// <summary>In the order of preference: when the first is away, the next is offered.</summary>
    public IEnumerable<IChargeMaker> MakersOf(ChargeKind kind) => Makers.Where(maker => maker.Makes(kind));
}
