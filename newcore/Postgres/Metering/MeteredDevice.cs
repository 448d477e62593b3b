using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>A device that is registered as a meter of a contract.</summary>
/// <param name="Number">Ours: what readings are kept by.</param>
/// <param name="Meter">Of the extract; null for one that only we know.</param>
/// <param name="TurnsAt">Litres at which the count turns to zero.</param>
/// <param name="Until">It counts no more from then on; null while it does.</param>
/// <param name="HighestFlow">Litres an hour that can pass it.</param>
public sealed record MeteredDevice(
    int Number, string Device, ContractNumber Contract, BillingGroup Group, int? Meter, long TurnsAt,
    DateTimeOffset Since, DateTimeOffset? Until, long HighestFlow)
{
    /// <summary>By what its samples are judged.</summary>
    public MeterRules Rules { get; } = MeterRules.Default with
    {
        Range = TurnsAt,
        HighestFlow = HighestFlow,
    };

    public bool IsIn(DateTimeOffset at) => at >= Since && !(at >= Until);
}
