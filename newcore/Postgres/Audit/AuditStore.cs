using Npgsql;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Audit;

/// <summary>The audit of administrative acts, which is only added to.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class AuditStore(Database database)
{
    /// <summary>Acts told at once.</summary>
    public const int ListLimit = 1000;

    private const string Begun = "begun";

    /// <summary>Before the act: what cannot be written down is not done.</summary>
    public Task BeginAsync(AdministrativeAct act, CancellationToken cancellation) => AddAsync(act, Begun, cancellation);

    /// <param name="outcome">Short, such as <c>done</c> or <c>refused 409</c>.</param>
    public Task EndAsync(AdministrativeAct act, string outcome, CancellationToken cancellation) =>
        AddAsync(act, outcome, cancellation);

    /// <summary>The newest first.</summary>
    /// <param name="limit">1 to <see cref="ListLimit"/>.</param>
    public async Task<IReadOnlyList<AuditedAct>> ListAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await RouteStore.ReadAsync(
            connection,
            """
            SELECT a.at, a.act, a.who, a.what, a.subject, a.origin,
                (SELECT e.outcome FROM audit e WHERE e.act = a.act AND e.id > a.id ORDER BY e.id LIMIT 1)
            FROM audit a WHERE a.outcome = 'begun' ORDER BY a.id DESC LIMIT $1
            """,
            row => new AuditedAct(
                row.GetFieldValue<DateTimeOffset>(0),
                new AdministrativeAct(
                    row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)),
                row.ReadText(6)),
            cancellation, command => command.Add(limit));
    }

    private async Task AddAsync(AdministrativeAct act, string outcome, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            """
            INSERT INTO audit (act, who, what, subject, origin, outcome)
            VALUES ($1, left($2, 200), left($3, 200), left($4, 500), left($5, 100), left($6, 40))
            """);
        command.Add(act.Id);
        command.Add(act.Who);
        command.Add(act.What);
        command.Add(act.Subject);
        command.Add(act.Origin);
        command.Add(outcome);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
