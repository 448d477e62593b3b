using Npgsql;
using Strangler.ParallelRun.Billing.Causes;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing;

/// <summary>
/// A parallel run: bills a group's period natively, a range of contracts at a time, and compares with legacy's
/// invoices.
/// Of the database it changes its own exceptions only.
/// </summary>
internal sealed class ParallelRunner(Database database, TimeProvider clock)
{
    /// <summary>Part files of another program may mean something else.</summary>
    private const string Program = "parallel-run 1";

    /// <exception cref="CommandFailedException">There is no such group or period, or nothing that can be
    /// resumed.</exception>
    public async Task<RunOutcome> RunAsync(
        ParallelRunOptions options, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        Directory.CreateDirectory(options.Output);
        PartFiles parts = new(options.Output);
        LegacyPlans plans = await LegacyPlans.LoadAsync(database, cancellation);
        BillInputLoader loader = await OpenAsync(options, plans, cancellation);
        RunPlan plan = await PlanAsync(options, loader, parts, cancellation);
        BinaryTariffs tariffs = new(plans.Tables);
        int[] left = [.. Enumerable.Range(0, plan.Ranges.Count).Where(range => !parts.IsDone(range))];
        int done = plan.Ranges.Count - left.Length;
        progress?.Report(new RunProgress(done, plan.Ranges.Count));
        Queue<int> queue = new(left);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(options.Workers, left.Length)).Select(
            _ => Task.Run(WorkAsync, cancellation)));
        return new RunOutcome(plan, plans.Problems, loader.Groups.Count, clock.GetElapsedTime(started), left.Length);

        async Task WorkAsync()
        {
            RangeWork work = new(database, loader, plans, tariffs);
            while (Next() is { } range)
            {
                await work.DoAsync(range, plan.Ranges[range], parts, clock.GetUtcNow(), cancellation);
                progress?.Report(new RunProgress(Interlocked.Increment(ref done), plan.Ranges.Count));
            }
        }

        int? Next()
        {
            lock (queue)
            {
                return queue.TryDequeue(out int range) ? range : null;
            }
        }
    }

    private async Task<BillInputLoader> OpenAsync(
        ParallelRunOptions options, LegacyPlans plans, CancellationToken cancellation)
    {
        try
        {
            return await BillInputLoader.OpenAsync(
                database, new BillScope(options.Group, options.Cycle), plans, cancellation);
        }
        catch (ArgumentException unknown)
        {
            throw new CommandFailedException(unknown.Message);
        }
    }

    private async Task<RunPlan> PlanAsync(
        ParallelRunOptions options, BillInputLoader loader, PartFiles parts, CancellationToken cancellation)
    {
        string group = loader.Scope.GroupText;
        string period = ScopeText.Of(options.Cycle);
        long version = await VersionAsync(cancellation);
        if (options.Resume)
        {
            RunPlan? before = RunPlan.Read(parts.PlanFile);
            return before is null
                ? throw new CommandFailedException($"There is no run in {options.Output} that could go on.")
                : (before.Group, before.Period, before.DataVersion, before.Program) == (group, period, version, Program)
                    ? before
                    : throw new CommandFailedException(
                        $"The run in {options.Output} is of group {before.Group}, period {before.Period} and data "
                        + $"version {before.DataVersion}; now it would be {group}, {period}, {version}. "
                        + "Start anew without --resume.");
        }

        parts.Clear();
        IReadOnlyList<ContractRange> ranges = await loader.SplitAsync(options.RangeSize, cancellation);
        RunPlan plan = new(group, period, version, Program, ranges);
        plan.Write(parts.PlanFile);
        return plan;
    }

    private async Task<long> VersionAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("SELECT version FROM import_state");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
