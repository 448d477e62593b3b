using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Prepaid;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>What segments have charged, as rows of prepaid_month.</summary>
internal static class MonthRows
{
    private const string ReadSql = """
        SELECT contract, month, through, accounts, amounts, revision, carried_out FROM prepaid_month
        WHERE contract = ANY ($1) AND month >= $2
        """;

    private const string SaveSql = """
        INSERT INTO prepaid_month (contract, month, through, accounts, amounts, revision, litres, carried_out)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (contract, month) DO UPDATE SET through = EXCLUDED.through, accounts = EXCLUDED.accounts,
            amounts = EXCLUDED.amounts, revision = EXCLUDED.revision, litres = EXCLUDED.litres,
            carried_out = EXCLUDED.carried_out
        """;

    /// <param name="from">The first month.</param>
    public static async Task<Dictionary<(int Contract, DateOnly Month), MonthCharged>> ReadAsync(
        NpgsqlConnection connection, int[] contracts, DateOnly from, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(ReadSql).With(contracts, NpgsqlDbType.Integer).With(from) },
        };
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        Dictionary<(int, DateOnly), MonthCharged> months = [];
        while (await row.ReadAsync(cancellation))
        {
            string[] accounts = row.GetFieldValue<string[]>(3);
            long[] amounts = row.GetFieldValue<long[]>(4);
            DateOnly month = row.GetFieldValue<DateOnly>(1);
            months[(row.GetInt32(0), month)] = new MonthCharged(
                month, row.GetFieldValue<DateOnly>(2),
                [.. accounts.Zip(amounts, (code, amount) => new Posting(new LedgerAccount(code), new Money(amount)))],
                row.GetInt32(5), row.GetDecimal(6));
        }

        return months;
    }

    public static NpgsqlBatchCommand Saving(ContractNumber contract, MonthCharged month, long litres) =>
        new NpgsqlBatchCommand(SaveSql)
            .With(contract.Value).With(month.Month).With(month.Through!.Value)
            .With([.. month.Postings.Select(posting => posting.Account.Code)], NpgsqlDbType.Text)
            .With([.. month.Postings.Select(posting => posting.Amount.Centavos)], NpgsqlDbType.Bigint)
            .With(month.Revision).With(litres).With(month.CarriedOut);
}
