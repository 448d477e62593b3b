using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>A line of an invoice with the tariff it was priced by.</summary>
public sealed record PricedLine(TariffInForce Tariff, Money Amount);
