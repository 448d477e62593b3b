using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>What a meter counted in a cycle that is over.</summary>
internal sealed record ClosedCycle(
    ContractNumber Contract, int Device, CycleDays Cycle, CountAt Opening, long UsedLitres, DateTimeOffset ClosingAt);
