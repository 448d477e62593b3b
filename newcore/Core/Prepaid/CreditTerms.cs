using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>What a prepaid agreement says of credit.</summary>
/// <param name="Thresholds">Of low-credit alerts, in any order, each above zero.</param>
/// <param name="EmergencyLimit">What may be used after credit has run out; zero: nothing.</param>
/// <param name="IsHousehold">Never closed, only restricted.</param>
public sealed record CreditTerms(IReadOnlyList<Money> Thresholds, Money EmergencyLimit, bool IsHousehold)
{
    public const int MostThresholds = 5;
}
