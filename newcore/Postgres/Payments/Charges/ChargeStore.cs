using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Postgres.Payments.Charges;

/// <summary>Charges, each with a reference of its own; asked for twice under one name it is one.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ChargeStore(Database database)
{
    /// <summary>Longer than all providers together may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly (ChargeKind Kind, string Name)[] Kinds =
    [
        (ChargeKind.Store, "store"), (ChargeKind.Transfer, "transfer"), (ChargeKind.Codi, "codi"),
        (ChargeKind.CardLink, "card"),
    ];

    private const string FindSql = """
        SELECT c.id, c.number, r.amount, r.last_day, c.kind, c.expires_at, c.state, c.provider, c.shown, c.agreement,
            c.reason,
            EXISTS (SELECT FROM payment_fact f WHERE f.provider = c.provider AND f.charge = c.charge
                AND f.kind = 'paid' AND f.state = 'applied')
            OR (c.kind = 'card' AND EXISTS (
                SELECT FROM payment_fact f WHERE f.provider = c.provider AND f.charge LIKE c.charge || ':%'
                AND f.kind = 'paid' AND f.state = 'applied')),
            c.content, c.charge
        FROM payment_charge c JOIN payment_reference r ON r.number = c.number
        """;

    private const string AddSql = """
        INSERT INTO payment_charge (id, name, content, asked_by, number, kind, expires_at, state, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'making', clock_timestamp() + $8) ON CONFLICT (name) DO NOTHING
        """;

    private const string TakeSql = """
        UPDATE payment_charge SET due_at = clock_timestamp() + $2
        WHERE id = $1 AND state = 'making' AND due_at < clock_timestamp()
        """;

    private const string AskSql = "UPDATE payment_charge SET provider = $2 WHERE id = $1 AND state = 'making'";

    private const string ReleaseSql = """
        UPDATE payment_charge SET provider = CASE WHEN $2 THEN provider END, due_at = clock_timestamp()
        WHERE id = $1 AND state = 'making'
        """;

    private const string MadeSql = """
        UPDATE payment_charge SET state = 'made', provider = $2, charge = $3, shown = $4, expires_at = $5,
            agreement = nullif($6, '')
        WHERE id = $1 AND state = 'making'
        """;

    private const string FailSql =
        "UPDATE payment_charge SET state = 'failed', reason = $2 WHERE id = $1 AND state = 'making'";

    private readonly PaymentReferenceDesk _references = new(database);

    public static string NameOf(ChargeKind kind) => Kinds.First(one => one.Kind == kind).Name;

    /// <returns>Null: there is none of that name.</returns>
    public static ChargeKind? KindOf(string? name) =>
        Kinds.Where(one => one.Name == name).Select(one => (ChargeKind?)one.Kind).FirstOrDefault();

    public async Task<ChargeTurn> BeginAsync(NewCharge asked, CancellationToken cancellation)
    {
        if (await FindAsync("c.name = $1", asked.Name, cancellation) is { } before)
        {
            return await AgainAsync(before, asked, cancellation);
        }

        DocumentReference reference =
            await _references.IssueAsync(asked.Lines, asked.LastDay, asked.AskedBy, cancellation);
        Guid id = Guid.NewGuid();
        await using NpgsqlCommand command = database.Command(AddSql);
        command.AddValue(id);
        command.AddValue(asked.Name);
        command.AddValue(asked.Content);
        command.AddValue(asked.AskedBy);
        command.AddValue(reference.Number);
        command.AddValue(NameOf(asked.Kind));
        command.AddValue(asked.ExpiresAt.ToUniversalTime());
        command.AddValue(Lease);
        return await command.ExecuteNonQueryAsync(cancellation) == 1
            ? new ChargeTurn.Mine(new KeptCharge(
                id, reference, asked.Kind, asked.ExpiresAt, "making", null, null, null, null, null, false))
            : new ChargeTurn.Busy();
    }

    public async Task<KeptCharge?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await FindAsync("c.id = $1", id, cancellation))?.Charge;

    /// <summary>Before a provider is asked: whoever makes it again asks the same.</summary>
    public Task AskingAsync(Guid id, string provider, CancellationToken cancellation) =>
        ExecuteAsync(AskSql, id, provider, cancellation);

    /// <summary>It may be begun again at once.</summary>
    /// <param name="mayBeMade">By the provider that was asked last: no other is asked then.</param>
    public async Task ReleaseAsync(Guid id, bool mayBeMade, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ReleaseSql);
        command.AddValue(id);
        command.AddValue(mayBeMade);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task MadeAsync(Guid id, string provider, MakeOutcome.Made made, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(MadeSql);
        command.AddValue(id);
        command.AddValue(provider);
        command.AddValue(made.Charge);
        command.AddValue(made.Shown);
        command.AddValue(made.ExpiresAt.ToUniversalTime());
        command.AddValue(made.Agreement ?? "");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public Task FailAsync(Guid id, string reason, CancellationToken cancellation) =>
        ExecuteAsync(FailSql, id, reason.Length > 200 ? reason[..200] : reason, cancellation);

    private async Task<ChargeTurn> AgainAsync(
        (KeptCharge Charge, byte[] Content) before, NewCharge asked, CancellationToken cancellation)
    {
        if (!before.Content.AsSpan().SequenceEqual(asked.Content))
        {
            return new ChargeTurn.OtherContent();
        }

        if (before.Charge.State != "making")
        {
            return new ChargeTurn.Known(before.Charge);
        }

        await using NpgsqlCommand command = database.Command(TakeSql);
        command.AddValue(before.Charge.Id);
        command.AddValue(Lease);
        return await command.ExecuteNonQueryAsync(cancellation) == 1
            ? new ChargeTurn.Mine(before.Charge) : new ChargeTurn.Busy();
    }

    private async Task<(KeptCharge Charge, byte[] Content)?> FindAsync<T>(
        string where, T value, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command($"{FindSql} WHERE {where}");
        command.AddValue(value);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
        {
            return null;
        }

        return (new KeptCharge(
            row.GetGuid(0),
            DocumentReference.Issue(row.GetInt64(1), new Money(row.GetInt64(2)), row.GetFieldValue<DateOnly>(3)),
            KindOf(row.GetString(4))!.Value, row.GetFieldValue<DateTimeOffset>(5), row.GetString(6), Text(row, 7),
            Text(row, 13), Text(row, 8), Text(row, 9), Text(row, 10), row.GetBoolean(11)),
            row.GetFieldValue<byte[]>(12));
    }

    private async Task ExecuteAsync(string sql, Guid id, string text, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(sql);
        command.AddValue(id);
        command.AddValue(text);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
