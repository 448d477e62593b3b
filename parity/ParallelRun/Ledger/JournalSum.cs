using System.Security.Cryptography;
using System.Text;
using Strangler.Core.Identity;

namespace Strangler.ParallelRun.Ledger;

/// <summary>Adds up a journal line by line.</summary>
internal sealed class JournalSum : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private (int Contract, long Version) _last;
    private Money _ofEntry;

    public JournalTotals Totals { get; private set; } = new(0, 0, Money.Zero, Money.Zero, "");

    /// <exception cref="FormatException">The entry before this line does not balance.</exception>
    public void Add(JournalLine line)
    {
        bool isNew = Totals.Postings == 0 || _last != (line.Contract, line.Version);
        if (isNew)
        {
            CloseEntry();
        }

        _last = (line.Contract, line.Version);
        _ofEntry += line.Debit - line.Credit;
        _hash.AppendData(Encoding.UTF8.GetBytes(line.Canonical));
        Totals = Totals with
        {
            Entries = Totals.Entries + (isNew ? 1 : 0),
            Postings = Totals.Postings + 1,
            Debit = Totals.Debit + line.Debit,
            Credit = Totals.Credit + line.Credit,
        };
    }

    /// <exception cref="FormatException">The last entry does not balance.</exception>
    public JournalTotals Close()
    {
        CloseEntry();
        return Totals = Totals with { ControlSum = Convert.ToHexStringLower(_hash.GetHashAndReset()) };
    }

    public void Dispose() => _hash.Dispose();

    private void CloseEntry()
    {
        if (_ofEntry != Money.Zero)
        {
            throw new FormatException($"Entry {_last.Version} of contract {_last.Contract} is {_ofEntry} pesos off.");
        }
    }
}
