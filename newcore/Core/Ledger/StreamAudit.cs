using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>Goes through the entries of one stream, oldest first, and then looks at its head.</summary>
public sealed class StreamAudit(ContractNumber contract, ChartOfAccounts chart, Action<LedgerFinding> found)
{
    private LedgerBalances _balances;
    private long _version;
    private EntryHash _hash;

    /// <summary>After an unknown account or an overflow the balances say nothing more.</summary>
    private bool _cannotFold;

    public void Next(LedgerEntry entry)
    {
        if (entry.Version != _version + 1)
        {
            Missing(_version + 1, entry.Version - 1);
        }
        else if (entry.PreviousHash != _hash)
        {
            Tell(entry.Version, $"it does not follow version {_version}: the hash of the entry before it is another");
        }

        if (!entry.IsUntouched())
        {
            Tell(entry.Version, "it is not what was posted: its content has another hash");
        }

        (_version, _hash) = (entry.Version, entry.Hash);
        Fold(entry);
    }

    /// <param name="head">What the head table says; null where it has no such stream.</param>
    public void End(LedgerStream? head)
    {
        if (head is not { } told)
        {
            Tell(1, "there are entries, and the head of the stream is gone");
            return;
        }

        if (told.Version > _version)
        {
            Missing(_version + 1, told.Version);
        }
        else if (told.Version < _version)
        {
            Tell(told.Version + 1, $"entries follow after the head, up to version {_version}");
        }
        else if (told.Hash != _hash)
        {
            Tell(_version, "the last entry is not the one the head names: their hashes differ");
        }
        else if (!_cannotFold && told.Balances != _balances)
        {
            Tell(_version, $"the balances kept are {told.Balances}, and the entries make {_balances}");
        }
    }

    private void Fold(LedgerEntry entry)
    {
        try
        {
            if (entry.Content.Postings.FirstOrDefault(one => chart.Find(one.Account) is null) is
                { Account.Code: { } code })
            {
                _cannotFold = true;
                Tell(entry.Version, $"the chart has no account '{code}'");
                return;
            }

            Money sum = entry.Content.Postings.Aggregate(Money.Zero, (total, one) => total + one.Amount);
            if (sum != Money.Zero)
            {
                Tell(entry.Version, $"its postings add up to {sum} pesos, not to zero");
            }

            LedgerBalances after = _balances.Apply(entry.Content.Postings, chart);
            _balances = after with { Current = _balances.Current + entry.CurrentChange };
        }
        catch (OverflowException)
        {
            _cannotFold = true;
            Tell(entry.Version, "its amounts are too large to add up");
        }
    }

    private void Missing(long first, long last) => Tell(
        first, first == last ? "it is missing" : $"it is missing, and so are those up to version {last}");

    private void Tell(long version, string what) => found(new LedgerFinding(contract, version, what));
}
