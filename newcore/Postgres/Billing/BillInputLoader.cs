using System.Data;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Postgres.Tariffs;

namespace Strangler.Postgres.Billing;

/// <summary>
/// Reads from the imported tables what the bills of one period need, a range of contracts at a time, so that memory
/// does not grow with the utility. Any number of ranges may be read at once.
/// </summary>
public sealed class BillInputLoader
{
    /// <summary>Contracts of a range that keep queries few and memory small.</summary>
    public const int UsualRange = 5_000;

    private const int QuerySeconds = 300;

    private readonly Database _database;
    private readonly LegacyPlans _plans;

    private BillInputLoader(
        Database database, BillScope scope, LegacyPlans plans, IReadOnlyDictionary<BillingGroup,
            BillGroupDates> groups) =>
        (_database, Scope, _plans, Groups) = (database, scope, plans, groups);

    public BillScope Scope { get; }

    /// <summary>The billing groups of the scope.</summary>
    public IReadOnlyDictionary<BillingGroup, BillGroupDates> Groups { get; }

    /// <exception cref="ArgumentException">There is no such group, or it has no such period.</exception>
    public static async Task<BillInputLoader> OpenAsync(
        Database database, BillScope scope, LegacyPlans plans, CancellationToken cancellation)
    {
        Dictionary<BillingGroup, BillGroupDates> groups = [];
        await using NpgsqlCommand command = database.Command(BillInputQueries.Groups);
        Add(command, scope.Cycle.Year, (short)scope.Cycle.Period, scope.Group?.ServiceArea ?? 0,
            scope.Group?.Zone ?? "");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (BillPeriods.Of(scope.Cycle, reader.GetInt16(2)) is { } days)
            {
                DateOnly issued = reader.IsDBNull(4)
                    ? BillPeriods.UsualIssue(days.End) : reader.GetFieldValue<DateOnly>(4);
                BillingGroup group = new(reader.GetInt16(0), reader.GetString(1));
                groups[group] = new BillGroupDates(
                    group, days.Start, days.End, issued, issued.AddDays(reader.GetInt16(3)),
                    reader.GetFieldValue<int[]>(5));
            }
        }

        return groups.Count > 0
            ? new BillInputLoader(database, scope, plans, groups)
            : throw new ArgumentException(
                $"There is no billing group {scope.GroupText} with a period "
                + $"{scope.Cycle.Year}-{scope.Cycle.Period:D2}.");
    }

    /// <summary>The contracts of the scope in ranges of about so many, in order.</summary>
    public async Task<IReadOnlyList<ContractRange>> SplitAsync(int contracts, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = _database.Command(BillInputQueries.Ranges);
        command.CommandTimeout = QuerySeconds;
        Add(command, Scope.Group?.ServiceArea ?? 0, Scope.Group?.Zone ?? "", contracts);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<ContractRange> ranges = [];
        while (await reader.ReadAsync(cancellation))
        {
            ranges.Add(new ContractRange(reader.GetInt32(0), reader.GetInt32(1)));
        }

        return ranges;
    }

    /// <summary>Every contract of the range and scope, in order of number, with legacy's own bills.</summary>
    public Task<LoadedRange> LoadAsync(ContractRange range, CancellationToken cancellation) =>
        LoadAsync(range, withLegacyBills: true, cancellation);

    /// <param name="withLegacyBills">Else there are none: who only bills needs none, and their lines are many.</param>
    public Task<LoadedRange> LoadAsync(
        ContractRange range, bool withLegacyBills, CancellationToken cancellation) =>
        LoadAsync(range, withLegacyBills, withUsage: true, cancellation);

    /// <param name="withUsage">Water by the hour, where a plan needs it; else whoever rates brings it.</param>
    internal async Task<LoadedRange> LoadAsync(
        ContractRange range, bool withLegacyBills, bool withUsage, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _database.ConnectAsync(cancellation);
        await using NpgsqlTransaction moment =
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using (NpgsqlCommand settings = new(
            "SET TRANSACTION READ ONLY; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0",
                connection))
        {
            await settings.ExecuteNonQueryAsync(cancellation);
        }

        RangeReader reader = new(connection, range, cancellation);
        LoadedRange loaded = await new BillInputFiller(Scope, Groups, _plans).FillAsync(reader, withLegacyBills);
        if (withUsage)
        {
            await new BillUsage(_plans.Book, Scope.Cycle).FillAsync(connection, loaded.Bills, cancellation);
        }

        await moment.CommitAsync(cancellation);
        return loaded;
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
