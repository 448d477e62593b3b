using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>Which account a concept's lines post to, as rows of billing_concept_account.</summary>
internal static class ConceptAccountRows
{
    public static async Task<ConceptAccounts> ReadAsync(Database database, CancellationToken cancellation)
    {
        Dictionary<int, LedgerAccount> accounts = [];
        await using NpgsqlCommand command = database.Command("SELECT concept, account FROM billing_concept_account");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            accounts.Add(reader.GetInt16(0), new LedgerAccount(reader.GetString(1)));
        }

        return new ConceptAccounts(accounts);
    }
}
