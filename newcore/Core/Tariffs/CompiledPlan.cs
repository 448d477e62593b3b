namespace Strangler.Core.Tariffs;

/// <summary>
/// A validated plan version made ready for rating: prices in arrays, formulas as trees of typed nodes. Immutable, used by
/// any number of threads.
/// </summary>
public sealed class CompiledPlan
{
    internal CompiledPlan(TariffPlan plan) => Plan = plan;

    public TariffPlan Plan { get; }
}
