using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>Issues what documents and several contracts at once are paid against.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PaymentReferenceDesk(Database database)
{
    /// <summary>Lines of one reference.</summary>
    public const int LineLimit = 100;

    private const string NextSql = "SELECT nextval('payment_reference_number')";

    private const string AddSql = """
        WITH issued AS (
            INSERT INTO payment_reference (number, amount, last_day, issued_by) VALUES ($1, $2, $3, $4))
        INSERT INTO payment_reference_line (number, position, contract, cycle, type, ordinal, amount)
        SELECT $1, l.position, l.contract, l.cycle, l.type, l.ordinal, l.amount
        FROM unnest($5, $6, $7, $8, $9) WITH ORDINALITY AS l (contract, cycle, type, ordinal, amount, position)
        """;

    /// <summary>Its number is given once, also where what follows fails.</summary>
    /// <param name="lines">1 to <see cref="LineLimit"/>, in the order in which they are paid.</param>
    /// <exception cref="ArgumentException">None, too many, or an amount that no reference holds.</exception>
    public async Task<DocumentReference> IssueAsync(
        IReadOnlyList<ReferenceLine> lines, DateOnly lastDay, string who, CancellationToken cancellation)
    {
        if (lines.Count is < 1 or > LineLimit)
        {
            throw new ArgumentException($"A reference has 1 to {LineLimit} lines.", nameof(lines));
        }

        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlCommand next = new(NextSql, connection);
        long number = (long)(await next.ExecuteScalarAsync(cancellation))!;
        DocumentReference reference = DocumentReference.Issue(
            number, lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount), lastDay);
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(AddSql).With(number).With(reference.Amount.Centavos).With(lastDay).With(who)
                    .With([.. lines.Select(line => line.Contract.Value)], NpgsqlDbType.Integer)
                    .With(
                        [.. lines.Select(line => line.Document is { } key ? CycleNumber.Of(key.Cycle) : 0)],
                        NpgsqlDbType.Integer)
                    .With([.. lines.Select(line => line.Document?.Type ?? 0)], NpgsqlDbType.Smallint)
                    .With([.. lines.Select(line => line.Document?.Ordinal ?? 0)], NpgsqlDbType.Smallint)
                    .With([.. lines.Select(line => line.Amount.Centavos)], NpgsqlDbType.Bigint),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        return reference;
    }
}
