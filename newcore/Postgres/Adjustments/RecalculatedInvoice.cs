using Strangler.Core.Adjustments;
using Strangler.Core.Billing;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Adjustments;

/// <summary>An invoice rated again as it stands, and then as it should have been.</summary>
internal sealed class RecalculatedInvoice(PlanBook plans, ConceptAccounts accounts)
{
    private readonly RatedBill _bill = new();
    private readonly Dictionary<(int Concept, int Part), LedgerAccount> _accounts = [];

    /// <summary>Of the last rating; null before.</summary>
    public TariffPlan? Plan => _bill.LineCount > 0 ? _bill.Lines[0].Plan : null;

    /// <returns>The lines, or why there are none.</returns>
    public (PostedLine[] Lines, string? Problem) Rate(BillInput input)
    {
        string? problem = Recalculation.Rate(plans, input, _bill);
        foreach (ref readonly RatedLine line in _bill.Lines)
        {
            _accounts[(line.Concept, line.Part)] =
                line.Rule?.LedgerAccount is { } named ? new LedgerAccount(named) : accounts.Of(line.Concept);
        }

        return (BillDelta.LinesOf(_bill), problem);
    }

    /// <summary>From other lines to those of the last rating.</summary>
    public BillDelta From(ReadOnlySpan<PostedLine> lines) => NoteMaker.Between(lines, _bill);

    public LedgerAccount AccountOf(PostedLine line) =>
        _accounts.GetValueOrDefault((line.Concept, line.Part), accounts.Of(line.Concept));
}
