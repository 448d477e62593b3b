using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.Postgres.Billing;

/// <summary>What a concept's lines come to.</summary>
/// <param name="Amount">Without tax.</param>
public readonly record struct ConceptSum(long Lines, Money Amount, Money Tax)
{
    internal ConceptSum With(in RatedLine line) => new(
        Lines + 1, line.Informational ? Amount : Amount + line.Amount, line.Informational ? Tax : Tax + line.Tax);
}
