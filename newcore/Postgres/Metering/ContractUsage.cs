using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>Where a contract whose meters are read remotely stands in a cycle.</summary>
/// <param name="Cycle">Null where its billing group has none on that day.</param>
/// <param name="Litres">Counted in the cycle so far.</param>
/// <param name="Charge">What the cycle's water costs so far; null where nothing was counted in it.</param>
public sealed record ContractUsage(
    ContractNumber Contract, CycleDays? Cycle, long Litres, CycleCharge? Charge, IReadOnlyList<MeterCount> Meters,
    IReadOnlyList<OpenAlert> Alerts);
