using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>What people do to agreements, in the audit and in the transaction that does it.</summary>
internal static class PrepaidAudit
{
    private const string Sql = """
        INSERT INTO audit (act, who, what, subject, origin, outcome)
        SELECT $1, left($2, 200), $3, left($4, 500), 'prepaid', o FROM unnest($5) AS o
        """;

    /// <param name="what">Short, and nobody's free text.</param>
    public static NpgsqlBatchCommand Adding(string who, ContractNumber contract, string what) =>
        new NpgsqlBatchCommand(Sql)
            .With(Guid.CreateVersion7()).With(who).With("prepaid agreement").With($"contract {contract}: {what}")
            .With(["begun", "done"], NpgsqlDbType.Text);
}
