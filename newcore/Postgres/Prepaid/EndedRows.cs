using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>What the end of an agreement changes, as rows.</summary>
internal static class EndedRows
{
    private const string LastSql =
        "SELECT until FROM prepaid_ended WHERE contract = $1 ORDER BY until DESC LIMIT 1";

    private const string MoveSql = """
        INSERT INTO prepaid_ended (contract, since, until, credit, debt, document, refund, reason, ended_by, ended_at,
            agreement)
        SELECT contract, since, $2, $3, $4, $5, $6, $7, $8, $9, to_jsonb(a) FROM prepaid_account a WHERE contract = $1
        """;

    /// <summary>A valve that is open stays untouched: the same instant asks for nothing.</summary>
    private const string OpenSql = """
        UPDATE prepaid_desired SET desired = 'open', reason = $2,
            since = CASE WHEN desired = 'open' THEN since ELSE $3 END
        WHERE contract = $1
        """;

    private const string SilenceSql = """
        UPDATE prepaid_notice SET state = 'failed', reason = 'The agreement has ended.'
        WHERE contract = $1 AND state = 'waiting'
        """;

    /// <summary>The last day of the last agreement that ended; null where none has.</summary>
    public static async Task<DateOnly?> LastAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(LastSql, connection);
        command.AddValue(contract.Value);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? row.GetFieldValue<DateOnly>(0) : null;
    }

    public static async Task SaveAsync(
        NpgsqlConnection connection, EndedAgreement ended, string reason, string who, DateTimeOffset now,
        CancellationToken cancellation)
    {
        int contract = ended.Contract.Value;
        await using NpgsqlBatch batch = new(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(MoveSql)
            .With(contract).With(ended.Until).With(ended.Credit.Centavos).With(ended.Debt.Centavos)
            .WithText(ended.Document).WithText(ended.Refund).With(reason).With(who).With(now));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(OpenSql).With(contract).With(ValveReason.Ended).With(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SilenceSql).With(contract));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("DELETE FROM prepaid_meter WHERE contract = $1").With(contract));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("DELETE FROM prepaid_account WHERE contract = $1").With(contract));
        batch.BatchCommands.Add(
            PrepaidAudit.Adding(who, ended.Contract, $"ended on {ended.Until:yyyy-MM-dd}"));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand WithText(this NpgsqlBatchCommand command, string? text)
    {
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)text ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        return command;
    }
}
