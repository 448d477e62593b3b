using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Metering;
using Strangler.Core.Prepaid;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Prepaid;

/// <summary>
/// Charges prepaid agreements day by day; any number of workers and processes at once, each agreement by one of them.
/// A run that was killed is begun again: what it had done is done.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PrepaidSegments(
    Database database, LedgerStore ledger, PlanBook plans, IMeteredUsage usage, TimeProvider time)
{
    /// <summary>Agreements of one transaction.</summary>
    public const int BatchLimit = 100;

    private const string ClaimSql = $"""
        SELECT {KeptAgreement.Columns} FROM prepaid_account a
        WHERE a.contract > $1 AND a.since <= $2 AND ($3 OR a.through IS NULL OR a.through < $2)
        ORDER BY a.contract LIMIT $4 FOR UPDATE SKIP LOCKED
        """;

    private const string ProblemSql =
        "UPDATE prepaid_account SET problem = left($2, 300), problem_on = $3 WHERE contract = $1";

    /// <summary>Agreements of one transaction, up to <see cref="BatchLimit"/>.</summary>
    public int BatchSize { get; init; } = BatchLimit;

    /// <summary>Two who read them at once read the same.</summary>
    private volatile Books? _books;

    /// <param name="day">The last day charged; one that is over.</param>
    /// <param name="again">Also those charged up to it: for readings that came late.</param>
    public async Task<SegmentRunResult> RunAsync(
        DateOnly day, bool again, int workers, CancellationToken cancellation)
    {
        PrepaidSettings settings = await PrepaidSettings.ReadAsync(database, cancellation);
        await BooksAsync(cancellation);
        SegmentRunResult[] results = await Task.WhenAll(
            Enumerable.Range(0, workers).Select(_ => WorkAsync(settings, day, again, cancellation)));
        return results.Aggregate(default(SegmentRunResult), (sum, one) => sum + one);
    }

    /// <summary>
    /// One agreement up to a day, its last: in the caller's transaction, which holds it and its contract. Funds are not
    /// asked for any more. Why it could not be charged is in its problem.
    /// </summary>
    internal async Task ChargeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, KeptAgreement agreement, DateOnly day,
        CancellationToken cancellation)
    {
        PrepaidSettings settings = await PrepaidSettings.ReadAsync(database, cancellation);
        KeptAgreement silent = agreement with { Funds = new FundsPolicy(Money.Zero, Money.Zero, 0) };
        await ChargeAsync(
            connection, transaction, await NewAsync(settings, day, cancellation), [silent], day, cancellation);
    }

    /// <summary>What an agreement has used since its last segment would cost, up to and with today.</summary>
    /// <returns>Null where there is no agreement, or it cannot be rated.</returns>
    public async Task<RunningCharge?> RunningAsync(
        ContractNumber contract, DateOnly today, CancellationToken cancellation)
    {
        PrepaidSettings settings = await PrepaidSettings.ReadAsync(database, cancellation);
        AgreementSegments segments = await NewAsync(settings, today, cancellation);
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        int[] contracts = [contract.Value];
        Dictionary<int, PrepaidFacts> facts = await PrepaidFacts.ReadAsync(connection, contracts, cancellation);
        if (await PrepaidPayments.ReadAsync(connection, contracts, toChange: false, cancellation)
                is not [KeptAgreement agreement]
            || !facts.TryGetValue(contract.Value, out PrepaidFacts? record))
        {
            return null;
        }

        Dictionary<(int, DateOnly), MonthCharged> months = await MonthRows.ReadAsync(
            connection, contracts, segments.FirstMonth(agreement).AddMonths(-1), cancellation);
        return await segments.RunningAsync(agreement, record, months, cancellation) is { } amount
            ? new RunningCharge(amount, agreement.Account.Counters.Used) : null;
    }

    private async Task<SegmentRunResult> WorkAsync(
        PrepaidSettings settings, DateOnly day, bool again, CancellationToken cancellation)
    {
        SegmentRunResult sum = default;
        for (int after = 0; ;)
        {
            await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            List<KeptAgreement> claimed = await ClaimAsync(connection, after, day, again, cancellation);
            if (claimed.Count == 0)
            {
                return sum;
            }

            sum += await ChargeAsync(
                connection, transaction, await NewAsync(settings, day, cancellation), claimed, day, cancellation);
            await transaction.CommitAsync(cancellation);
            after = claimed[^1].Contract.Value;
        }
    }

    private async Task<SegmentRunResult> ChargeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, AgreementSegments segments,
        List<KeptAgreement> claimed, DateOnly day, CancellationToken cancellation)
    {
        HashSet<int> locked = await LockAsync(
            connection, [.. claimed.Select(one => one.Contract.Value)], cancellation);
        // Who pays just now holds the contract, and waits for its row: it is charged by the next run.
        claimed = claimed.FindAll(one => locked.Contains(one.Contract.Value));
        int[] contracts = [.. claimed.Select(one => one.Contract.Value)];
        if (contracts.Length == 0)
        {
            return default;
        }

        Dictionary<int, PrepaidFacts> facts = await PrepaidFacts.ReadAsync(connection, contracts, cancellation);
        Dictionary<(int, DateOnly), MonthCharged> months = await MonthRows.ReadAsync(
            connection, contracts, claimed.Min(segments.FirstMonth).AddMonths(-1), cancellation);
        Dictionary<int, LedgerBalances> balances = await PrepaidMoney.LockAsync(connection, contracts, cancellation);
        List<NpgsqlBatchCommand> changes = [];
        int problems = 0;
        foreach (KeptAgreement agreement in claimed)
        {
            int contract = agreement.Contract.Value;
            (string? problem, KeptAgreement after) = facts.TryGetValue(contract, out PrepaidFacts? record)
                ? await segments.MakeAsync(
                    agreement, record, months, balances.GetValueOrDefault(contract), cancellation)
                : ("There is no such contract.", agreement);
            problems += problem is null ? 0 : 1;
            changes.Add(problem is null
                ? after.Saving(time.GetUtcNow())
                : new NpgsqlBatchCommand(ProblemSql).With(contract).With(problem).With(day));
        }

        await PrepaidMoney.PostAsync(ledger, connection, transaction, segments.Drafts, cancellation);
        await NoticeRows.AddAsync(connection, segments.Notices, cancellation);
        await using NpgsqlBatch batch = new(connection);
        foreach (NpgsqlBatchCommand change in (NpgsqlBatchCommand[])[.. segments.Changes, .. changes])
        {
            batch.BatchCommands.Add(change);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        return new SegmentRunResult(claimed.Count - problems, segments.Drafts.Count, problems);
    }

    private async Task<List<KeptAgreement>> ClaimAsync(
        NpgsqlConnection connection, int after, DateOnly day, bool again, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ClaimSql, connection);
        command.AddValue(after);
        command.AddValue(day);
        command.AddValue(again);
        command.AddValue(Math.Clamp(BatchSize, 1, BatchLimit));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<KeptAgreement> claimed = [];
        while (await reader.ReadAsync(cancellation))
        {
            claimed.Add(KeptAgreement.Read(reader));
        }

        return claimed;
    }

    private static async Task<HashSet<int>> LockAsync(
        NpgsqlConnection connection, int[] contracts, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { ContractLock.TryTaking(contracts) } };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        HashSet<int> locked = [];
        while (await reader.ReadAsync(cancellation))
        {
            locked.Add(reader.GetInt32(0));
        }

        return locked;
    }

    private async Task<AgreementSegments> NewAsync(
        PrepaidSettings settings, DateOnly day, CancellationToken cancellation)
    {
        Books books = await BooksAsync(cancellation);
        return new AgreementSegments(plans, books.Chart, books.Accounts, usage, settings.LateDays, day);
    }

    private async Task<Books> BooksAsync(CancellationToken cancellation) => _books ??= new Books(
        await ledger.ReadChartAsync(cancellation), await ConceptAccountRows.ReadAsync(database, cancellation));

    private sealed record Books(ChartOfAccounts Chart, ConceptAccounts Accounts);
}
