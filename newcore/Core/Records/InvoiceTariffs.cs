using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>An invoice's lines, as far as charge types and tariffs go.</summary>
/// <param name="Lines">As numbered by legacy.</param>
public sealed record InvoiceTariffs(ContractNumber Contract, short ServiceArea, IReadOnlyList<PricedLine> Lines);
