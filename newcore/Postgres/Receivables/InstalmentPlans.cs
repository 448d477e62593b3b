using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Receivables;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Prepaid;

namespace Strangler.Postgres.Receivables;

/// <summary>Agreements to pay a debt in parts. The debt and its documents stay what they are.</summary>
public sealed class InstalmentPlans(Database database, TimeProvider time)
{
    private const string PlanSql = """
        INSERT INTO instalment_plan (contract, reference, total, who, why, made_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING
        """;

    private const string DocumentsSql = """
        INSERT INTO instalment_plan_document (contract, reference, cycle, type, ordinal, amount)
        SELECT contract, $2, cycle, type, ordinal, open FROM receivable_open
        WHERE contract = $1 AND status <> 5 AND open > 0
        """;

    private const string PartSql = """
        INSERT INTO instalment (contract, reference, number, due, amount)
        SELECT $1, $2, p.* FROM unnest($3::smallint[], $4::date[], $5::bigint[]) AS p
        """;

    /// <summary>
    /// Splits all that a contract owes on documents that are not disputed; the same reference again reads it.
    /// </summary>
    /// <returns>
    /// Empty where less is owed than a centavo for each, or another plan of the contract is kept up.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 60 instalments.</exception>
    public async Task<IReadOnlyList<Instalment>> MakeAsync(
        ContractNumber contract, string reference, int count, DateOnly first, string who, string why,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, contract, cancellation);
        if (await ReadAsync(connection, contract, reference, cancellation) is { Count: > 0 } there)
        {
            return there;
        }

        Money debt = new(
            (await OpenDocuments.ReadAsync(connection, contract, cancellation)).Sum(one => one.Owed.Centavos));
        if (debt.Centavos < count || await PrepaidAutopay.IsPrepaidAsync(connection, contract, cancellation))
        {
            return [];
        }

        IReadOnlyList<Instalment> parts = InstalmentSplit.Of(debt, count, first);
        await using NpgsqlCommand plan = new(PlanSql, connection);
        plan.AddValue(contract.Value);
        plan.AddValue(reference);
        plan.AddValue(debt.Centavos);
        plan.AddValue(who);
        plan.AddValue(why);
        plan.AddValue(time.GetUtcNow());
        if (await plan.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return [];
        }

        await using NpgsqlCommand documents = new(DocumentsSql, connection);
        documents.AddValue(contract.Value);
        documents.AddValue(reference);
        await documents.ExecuteNonQueryAsync(cancellation);
        await using NpgsqlCommand part = new(PartSql, connection);
        part.AddValue(contract.Value);
        part.AddValue(reference);
        part.AddValue(parts.Select(one => (short)one.Number).ToArray());
        part.AddValue(parts.Select(one => one.Due).ToArray());
        part.AddValue(parts.Select(one => one.Amount.Centavos).ToArray());
        await part.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return parts;
    }

    private static async Task<List<Instalment>> ReadAsync(
        NpgsqlConnection connection, ContractNumber contract, string reference, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT number, due, amount FROM instalment WHERE contract = $1 AND reference = $2 ORDER BY number",
            connection);
        command.AddValue(contract.Value);
        command.AddValue(reference);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<Instalment> parts = [];
        while (await reader.ReadAsync(cancellation))
        {
            parts.Add(new Instalment(
                reader.GetInt16(0), reader.GetFieldValue<DateOnly>(1), new Money(reader.GetInt64(2))));
        }

        return parts;
    }
}
