using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Receivables;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Receivables;

/// <summary>Deposits as rows.</summary>
internal static class DepositRows
{
    public static async Task<Deposit?> FindAsync(
        NpgsqlConnection connection, ContractNumber contract, string reference, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT kind, amount, used, draws FROM receivable_deposit WHERE contract = $1 AND reference = $2",
            connection);
        command.AddValue(contract.Value);
        command.AddValue(reference);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new Deposit(
                reference, Enum.Parse<DepositKind>(reader.GetString(0), ignoreCase: true),
                new Money(reader.GetInt64(1)), new Money(reader.GetInt64(2)), reader.GetInt16(3))
            : null;
    }

    public static string Text(DepositKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>An advance is money for the next invoices; the others are held apart.</summary>
    public static LedgerAccount Account(DepositKind kind) =>
        kind == DepositKind.Advance ? LedgerAccount.CustomerToOffset : LedgerAccount.Deposits;
}
