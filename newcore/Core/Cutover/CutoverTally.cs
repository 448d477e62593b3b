using Strangler.Core.Identity;

namespace Strangler.Core.Cutover;

/// <summary>Adds up both sides of a group's balances, and keeps where they differ.</summary>
public sealed class CutoverTally
{
    /// <summary>Differences that a report tells; all are counted.</summary>
    public const int Shown = 200;

    private readonly Dictionary<int, (Money Debt, Money Credit)> _legacy = [];
    private readonly List<CutoverDifference> _differences = [];
    private int _contracts;
    private int _invoices;
    private int _found;
    private (Money Debt, Money Credit) _total;
    private (Money Debt, Money Credit) _native;

    /// <param name="owed">In the former system.</param>
    /// <param name="credit">Paid above the invoice's amount.</param>
    /// <param name="open">What is left of its opening document.</param>
    public void AddInvoice(ContractNumber contract, string number, Money owed, Money credit, Money open)
    {
        (Money debt, Money held) = _legacy.GetValueOrDefault(contract.Value);
        _legacy[contract.Value] = (debt + owed, held + credit);
        _invoices += owed > Money.Zero ? 1 : 0;
        if (owed != open)
        {
            Differ(new CutoverDifference(contract, "invoice", number, owed, open));
        }
    }

    /// <summary>After its invoices.</summary>
    public void AddContract(ContractNumber contract, Money receivable, Money toOffset)
    {
        _contracts++;
        (Money debt, Money credit) = _legacy.GetValueOrDefault(contract.Value);
        _total = (_total.Debt + debt, _total.Credit + credit);
        _native = (_native.Debt + receivable, _native.Credit + toOffset);
        if (debt != receivable)
        {
            Differ(new CutoverDifference(contract, "receivable", "", debt, receivable));
        }

        if (credit != toOffset)
        {
            Differ(new CutoverDifference(contract, "credit", "", credit, toOffset));
        }
    }

    /// <summary>Rows of it were not taken in, so what it owes is not known.</summary>
    public void AddQuarantined(ContractNumber contract, string where) =>
        Differ(new CutoverDifference(contract, "quarantined", where, Money.Zero, Money.Zero));

    /// <summary>A remainder of a whole peso and more is no rounding: somebody has to say what it is.</summary>
    public void AddCarried(ContractNumber contract, decimal carried) =>
        Differ(new CutoverDifference(contract, "carried", "", Money.FromPesos(carried), Money.Zero));

    public CutoverReport Report() => new(
        _contracts, _invoices, _total.Debt, _native.Debt, _total.Credit, _native.Credit, _found, _differences);

    private void Differ(CutoverDifference difference)
    {
        _found++;
        if (_differences.Count < Shown)
        {
            _differences.Add(difference);
        }
    }
}
