using Strangler.Core.Identity;

namespace Strangler.Postgres.Prepaid;

/// <summary>What a meter's report of its counters came to.</summary>
/// <param name="Loaded">Posted as credit: the meter had loaded more than we knew of.</param>
/// <param name="Used">Posted as use: the meter had used more than was charged.</param>
/// <param name="ToLoad">What the meter has not loaded yet.</param>
public readonly record struct MeterSync(Money Loaded, Money Used, Money ToLoad);
