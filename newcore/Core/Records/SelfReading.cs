using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>What a customer read off the own meter.</summary>
/// <param name="Dials">What the first dials show; 0 where nothing was said.</param>
/// <param name="SecondDials">Of a second meter; null where there is none.</param>
public sealed record SelfReading(ContractNumber Contract, DateOnly Day, int Dials, int? SecondDials);
