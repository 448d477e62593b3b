using Strangler.Core.Ledger;
using Strangler.Core.Rating;

namespace Strangler.Core.Billing;

/// <summary>Which account of the ledger a concept's lines are posted to, where its charge names none.</summary>
/// <param name="special">By concept; any other posts to its revenue account.</param>
public sealed class ConceptAccounts(IReadOnlyDictionary<int, LedgerAccount> special)
{
    private readonly Dictionary<int, LedgerAccount> _revenue = [];
    private readonly Lock _growing = new();

    /// <summary>AquaCIS: 4 is the pensioners' discount, a subsidy; 9 the surcharge on what is overdue.</summary>
    public static ConceptAccounts Usual { get; } = new(new Dictionary<int, LedgerAccount>
    {
        [4] = LedgerAccount.Subsidies,
        [9] = LedgerAccount.Surcharges,
        [RatedBill.RoundingConcept] = LedgerAccount.Rounding,
    });

    public LedgerAccount Of(int concept)
    {
        if (special.TryGetValue(concept, out LedgerAccount account))
        {
            return account;
        }

        lock (_growing)
        {
            if (!_revenue.TryGetValue(concept, out account))
            {
                _revenue[concept] = account = LedgerAccount.Revenue(concept);
            }
        }

        return account;
    }
}
