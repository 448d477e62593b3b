using Npgsql;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Charges;

/// <summary>What a contract paid since it is told to us, newest first.</summary>
/// <remarks>Throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PaymentHistory(Database database)
{
    private const string Sql = """
        SELECT p.paid AS day, p.amount, p.channel, p.reversed_at IS NOT NULL, p.taken_at AS at
        FROM native_payment p WHERE p.contract = $1
        UNION ALL
        SELECT f.day, t.amount, f.channel, false, f.received_at
        FROM payment_fact_part t JOIN payment_fact f ON f.provider = t.provider AND f.key = t.key
        WHERE t.contract = $1 AND f.given_at IS NOT NULL AND f.kind = 'paid'
        ORDER BY at DESC, amount OFFSET $2 LIMIT $3
        """;

    public async Task<IReadOnlyList<PastPayment>> ListAsync(
        ContractNumber contract, int skip, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql);
        command.AddValue(contract.Value);
        command.AddValue(skip);
        command.AddValue(limit);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<PastPayment> payments = [];
        while (await row.ReadAsync(cancellation))
        {
            payments.Add(new PastPayment(
                row.GetFieldValue<DateOnly>(0), new Money(row.GetInt64(1)), row.GetString(2), row.GetBoolean(3)));
        }

        return payments;
    }
}
