using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Receipts;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>What persons decide of facts and of lines; each decision is kept with who and why.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PaymentWorkDesk(Database database, FactApplier applier)
{
    /// <summary>What is applied or closed is not taken up again. For a while it is nobody else's.</summary>
    private const string AgainSql = $"""
        WITH changed AS (
            UPDATE payment_fact f SET state = 'received', assigned = coalesce($6::integer, f.assigned), decided_by = $3,
                confirmed = f.confirmed OR $4 = 'confirm', attempt = 0, ended_at = NULL,
                due_at = clock_timestamp() + interval '30 seconds'
            WHERE f.provider = $1 AND f.key = $2 AND f.state IN ('listed', 'received')
            RETURNING {KeptFact.Columns}), decided AS ({Decide})
        SELECT * FROM changed
        """;

    private const string Decide = """
        INSERT INTO payment_decision (who, what, why, provider, key, contract)
        SELECT $3, $4, $5, c.provider, c.key, $6::integer FROM changed c
        """;

    private const string CloseSql = $"""
        WITH changed AS (
            UPDATE payment_fact f SET state = 'closed', reason = 'dismissed', decided_by = $3,
                ended_at = clock_timestamp()
            WHERE f.provider = $1 AND f.key = $2 AND f.state IN ('listed', 'received')
            RETURNING f.provider, f.key), decided AS ({Decide})
        SELECT count(*) FROM changed
        """;

    /// <summary>Its money is explained from then on, by who says so.</summary>
    private const string CloseLineSql = """
        WITH changed AS (
            UPDATE payment_statement_end e SET status = 'explained', explained = explained + listed, listed = 0,
                reason = 'dismissed', decided_by = $3
            WHERE e.statement = $1 AND e.line = $2 AND e.status = 'listed'
            RETURNING e.statement, e.line), decided AS (
            INSERT INTO payment_decision (who, what, why, statement, line)
            SELECT $3, 'dismiss', $4, c.statement, c.line FROM changed c)
        SELECT count(*) FROM changed
        """;

    /// <summary>The money is that contract's, and is applied at once.</summary>
    /// <returns>How the fact then stands; null where there is none that waits for a person.</returns>
    public Task<ListedFact?> AssignAsync(
        string provider, string key, ContractNumber contract, string who, string why,
        CancellationToken cancellation) =>
        AgainAsync(provider, key, "assign", contract, who, why, cancellation);

    /// <summary>The money is here, whatever the provider says or does not; it is applied at once.</summary>
    /// <returns>How the fact then stands; null where there is none that waits for a person.</returns>
    public Task<ListedFact?> ConfirmAsync(
        string provider, string key, string who, string why, CancellationToken cancellation) =>
        AgainAsync(provider, key, "confirm", null, who, why, cancellation);

    /// <summary>There is nothing to post.</summary>
    /// <returns>False where there is none that waits for a person.</returns>
    public async Task<bool> DismissAsync(
        string provider, string key, string who, string why, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(CloseSql).With(
            provider, key, who, "dismiss", why, null);
        return await command.ExecuteScalarAsync(cancellation) is 1L;
    }

    /// <summary>Nothing has to be found for what is listed of a line.</summary>
    /// <returns>False where there is no such line that is listed.</returns>
    public async Task<bool> DismissAsync(
        long statement, int line, string who, string why, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(CloseLineSql).With(statement, line, who, why);
        return await command.ExecuteScalarAsync(cancellation) is 1L;
    }

    private async Task<ListedFact?> AgainAsync(
        string provider, string key, string what, ContractNumber? contract, string who, string why,
        CancellationToken cancellation)
    {
        if (await TakeUpAsync(provider, key, what, contract, who, why, cancellation) is not { } fact)
        {
            return null;
        }

        await applier.ApplyAsync([fact], confirmed: what == "confirm", cancellation);
        return await new PaymentWorkList(database).FactAsync(provider, key, cancellation);
    }

    private async Task<PaymentFact?> TakeUpAsync(
        string provider, string key, string what, ContractNumber? contract, string who, string why,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(AgainSql).With(
            provider, key, who, what, why, contract?.Value);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? KeptFact.Read(reader).Fact : null;
    }
}
