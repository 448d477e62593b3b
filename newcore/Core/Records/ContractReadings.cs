namespace Strangler.Core.Records;

/// <summary>The readings of one contract.</summary>
/// <param name="Readings">Newest first; of one instant the old meter's last after the new one's first.</param>
/// <param name="SelfReadings">Newest first.</param>
public sealed record ContractReadings(
    SupplyContract Contract, IReadOnlyList<KnownReading> Readings, IReadOnlyList<SelfReading> SelfReadings);
