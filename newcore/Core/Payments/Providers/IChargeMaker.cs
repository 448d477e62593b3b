namespace Strangler.Core.Payments.Providers;

/// <summary>Makes charges at one provider.</summary>
public interface IChargeMaker
{
    string Provider { get; }

    bool Makes(ChargeKind kind);

    Task<MakeOutcome> MakeAsync(ChargeOrder order, CancellationToken cancellation);
}
