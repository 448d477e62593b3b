using Npgsql;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>The chart of accounts as last read. It only grows, so an account once seen stays.</summary>
internal sealed class LedgerChart
{
    private volatile ChartOfAccounts? _chart;

    /// <summary>Reads it again where a draft names an account that another process may have opened since.</summary>
    public async ValueTask<ChartOfAccounts> ForAsync(
        NpgsqlConnection connection, IReadOnlyList<EntryDraft> drafts, CancellationToken cancellation) =>
        _chart is { } known
        && drafts.All(draft => draft.Postings.All(posting => known.Find(posting.Account) is not null))
            ? known
            : await ReloadAsync(connection, cancellation);

    public async Task<ChartOfAccounts> ReloadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        List<ChartAccount> accounts = [];
        await using NpgsqlCommand command = new(
            "SELECT id, code, title, kind, part FROM ledger_account", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            accounts.Add(new ChartAccount(
                reader.GetInt16(0), new LedgerAccount(reader.GetString(1)), reader.GetString(2),
                Enum.Parse<AccountKind>(reader.GetString(3), ignoreCase: true),
                Enum.Parse<BalancePart>(reader.GetString(4).Replace("-", "", StringComparison.Ordinal), true)));
        }

        return _chart = new ChartOfAccounts(accounts);
    }

    public static async Task<bool> OpenAsync(
        NpgsqlConnection connection, LedgerAccount account, string title, AccountKind kind,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "INSERT INTO ledger_account (code, title, kind, part) VALUES ($1, $2, $3, 'none') ON CONFLICT DO NOTHING",
            connection);
        command.AddValue(account.Code);
        command.AddValue(title);
        command.AddValue(KindName(kind));
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static string KindName(AccountKind kind) => kind switch
    {
        AccountKind.Asset => "asset",
        AccountKind.Liability => "liability",
        AccountKind.Income => "income",
        AccountKind.Expense => "expense",
        AccountKind.Equity => "equity",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
