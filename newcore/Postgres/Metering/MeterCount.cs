using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>What a meter counted last.</summary>
/// <param name="Latest">Null before its first count.</param>
public sealed record MeterCount(string Device, CountAt? Latest);
