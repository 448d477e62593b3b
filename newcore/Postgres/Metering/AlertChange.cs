using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>What begins or is over with a reading.</summary>
internal readonly record struct AlertChange(
    ContractNumber Contract, int Device, MeterConditions Raised, MeterConditions Ended, DateTimeOffset At);
