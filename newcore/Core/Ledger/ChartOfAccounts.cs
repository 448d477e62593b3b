using System.Collections.Frozen;

namespace Strangler.Core.Ledger;

/// <summary>All accounts that may be posted to. It only grows.</summary>
public sealed class ChartOfAccounts
{
    private readonly FrozenDictionary<string, ChartAccount> _byCode;
    private readonly FrozenDictionary<short, ChartAccount> _byId;

    public ChartOfAccounts(IEnumerable<ChartAccount> accounts)
    {
        All = [.. accounts.OrderBy(account => account.Id)];
        _byCode = All.ToFrozenDictionary(account => account.Account.Code, StringComparer.Ordinal);
        _byId = All.ToFrozenDictionary(account => account.Id);
    }

    public IReadOnlyList<ChartAccount> All { get; }

    public ChartAccount? Find(LedgerAccount account) => _byCode.GetValueOrDefault(account.Code ?? "");

    public ChartAccount? Find(short id) => _byId.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">The chart has no such account: check the draft first.</exception>
    public ChartAccount this[LedgerAccount account] => _byCode[account.Code];
}
