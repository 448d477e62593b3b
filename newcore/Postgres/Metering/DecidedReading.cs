using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>A kept reading, and what was decided of it.</summary>
/// <param name="Decision">Null where nobody has decided; then who and when say nothing.</param>
internal sealed record DecidedReading(
    long Litres, bool IsQuestioned, StaffDecision? Decision, string Who, DateTimeOffset When);
