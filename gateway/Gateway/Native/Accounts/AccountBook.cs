using System.Collections.Frozen;
using Strangler.Core.Accounts;

namespace Strangler.Gateway.Native.Accounts;

/// <summary>All accounts, as last read.</summary>
internal sealed class AccountBook(IEnumerable<Account> accounts)
{
    private readonly FrozenDictionary<string, Account> _byName =
        accounts.ToFrozenDictionary(account => account.Username, StringComparer.Ordinal);

    public int Count => _byName.Count;

    /// <summary>Names are case-sensitive, as WSS4J's are.</summary>
    public Account? Find(string username) => _byName.GetValueOrDefault(username);
}
