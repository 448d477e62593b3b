using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>A reading that is kept and not charged, until somebody decides.</summary>
/// <param name="Before">The last rated count before it; null where there is none.</param>
/// <param name="After">The first rated count after it; null where there is none, or a restart.</param>
/// <param name="Since">The first questioned one since <paramref name="Before"/>.</param>
public sealed record QuestionedReading(
    string Device, ContractNumber Contract, CountAt Count, CountAt? Before, CountAt? After, DateTimeOffset Since);
