using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Prepaid;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>
/// Looks at contracts' credit: alerts, emergency credit, and what the valve should be. A payment or a segment makes a
/// contract due at once.
/// </summary>
/// <param name="running">What a contract has used since its last segment; null where that is not known.</param>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PrepaidCredit(
    Database database, Func<ContractNumber, CancellationToken, Task<RunningCharge?>> running, TimeProvider time)
{
    /// <summary>Who settles daily has no credit to be looked at.</summary>
    private const string DueSql = """
        SELECT contract FROM prepaid_account WHERE review_at <= $1 AND settlement = 'prepaid'
        ORDER BY review_at, contract LIMIT $2
        """;

    private const string ReadSql = $"""
        SELECT {KeptAgreement.Columns}, d.desired, d.reason, {StreamColumns}
        FROM prepaid_account a LEFT JOIN prepaid_desired d ON d.contract = a.contract
            LEFT JOIN ledger_stream s ON s.contract = a.contract
        WHERE a.contract = $1 AND a.review_at <= $2 FOR UPDATE OF a SKIP LOCKED
        """;

    private const string StreamColumns =
        "coalesce(s.receivable, 0)::bigint, coalesce(s.available, 0)::bigint, coalesce(s.to_offset, 0)::bigint";

    private const string SaveSql = """
        UPDATE prepaid_account SET told_below = $2, told_at_top_up = $3, emergency = $4, review_at = $5
        WHERE contract = $1
        """;

    private const string DesireSql = """
        INSERT INTO prepaid_desired (contract, desired, reason, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (contract) DO UPDATE SET desired = EXCLUDED.desired, reason = EXCLUDED.reason,
            since = CASE WHEN prepaid_desired.desired = EXCLUDED.desired THEN prepaid_desired.since
                ELSE EXCLUDED.since END
        """;

    /// <param name="limit">Contracts of this call; the rest are due still.</param>
    /// <returns>How many were looked at.</returns>
    public async Task<int> ReviewAsync(int limit, CancellationToken cancellation)
    {
        PrepaidSettings settings = await PrepaidSettings.ReadAsync(database, cancellation);
        int done = 0;
        foreach (ContractNumber contract in await DueAsync(limit, cancellation))
        {
            RunningCharge? charge = await running(contract, cancellation);
            done += await ReviewAsync(contract, charge, settings, cancellation) ? 1 : 0;
        }

        return done;
    }

    private async Task<List<ContractNumber>> DueAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(DueSql);
        command.AddValue(time.GetUtcNow());
        command.AddValue(limit);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<ContractNumber> due = [];
        while (await row.ReadAsync(cancellation))
        {
            due.Add(new ContractNumber(row.GetInt32(0)));
        }

        return due;
    }

    private async Task<bool> ReviewAsync(
        ContractNumber contract, RunningCharge? charge, PrepaidSettings settings, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ReadAsync(connection, contract, now, cancellation) is not var (agreement, payoff)
            || (charge is { } reckoned && reckoned.Charged != agreement.Account.Counters.Used))
        {
            // Somebody else looks at it, or a segment was posted meanwhile: it is due still.
            return false;
        }

        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(agreement.TimeZone);
        CreditDecision decision = CreditPolicy.Decide(
            agreement.Terms, agreement.State,
            new CreditFacts(
                payoff, charge?.Amount ?? Money.Zero, agreement.Account.TopUps,
                settings.Friendly.IsFriendly(now, zone)));
        DateTimeOffset next = now + settings.Review;
        if (decision.After.Reason == ValveReason.FriendlyHours
            && settings.Friendly.EndsAt(now, zone) is var ends && ends < next)
        {
            next = ends;
        }

        await SaveAsync(connection, agreement, decision, now, next, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static async Task<(KeptAgreement Agreement, Money Payoff)?> ReadAsync(
        NpgsqlConnection connection, ContractNumber contract, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ReadSql, connection);
        command.AddValue(contract.Value);
        command.AddValue(now);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
        {
            return null;
        }

        const int At = KeptAgreement.ColumnCount;
        KeptAgreement agreement = KeptAgreement.Read(row);
        if (!await row.IsDBNullAsync(At, cancellation))
        {
            agreement = agreement.With(
                Enum.Parse<ValvePosition>(row.GetString(At), ignoreCase: true), row.GetString(At + 1));
        }

        LedgerBalances balances = new(
            new Money(row.GetInt64(At + 2)), new Money(row.GetInt64(At + 3)), new Money(row.GetInt64(At + 4)),
            Money.Zero, Money.Zero, Money.Zero);
        return (agreement, balances.Payoff);
    }

    private static async Task SaveAsync(
        NpgsqlConnection connection, KeptAgreement agreement, CreditDecision decision, DateTimeOffset now,
        DateTimeOffset next, CancellationToken cancellation)
    {
        CreditState after = decision.After;
        await using NpgsqlBatch batch = new(connection);
        NpgsqlBatchCommand save = new NpgsqlBatchCommand(SaveSql).With(agreement.Contract.Value);
        save.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)after.ToldBelow?.Centavos ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Bigint,
        });
        batch.BatchCommands.Add(
            save.With(after.ToldAtTopUp).With(NoticeRows.Name(after.Emergency)).With(next));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DesireSql)
            .With(agreement.Contract.Value).With(NoticeRows.Name(after.Valve)).With(after.Reason).With(now));
        if (decision.Notices.Count > 0)
        {
            batch.BatchCommands.Add(NoticeRows.Adding(
            [
                .. decision.Notices.Select(one => new PrepaidNotice(
                    agreement.Contract, KeyOf(one, agreement, now), one.Kind, agreement.Channel, one.Amount)),
            ]));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>An alert is of a threshold and the top-up before it; what a valve should be, of its instant.</summary>
    private static string KeyOf(CreditNotice notice, KeptAgreement agreement, DateTimeOffset now) =>
        notice.Kind == NoticeKind.LowCredit
            ? string.Create(
                CultureInfo.InvariantCulture, $"low:{notice.Amount.Centavos}:{agreement.Account.TopUps}")
            : string.Create(
                CultureInfo.InvariantCulture, $"{NoticeRows.Name(notice.Kind)}:{now.ToUnixTimeMilliseconds()}");
}
