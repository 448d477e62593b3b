using System.CommandLine;
using Strangler.Core.Tariffs;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Tariffs.Simulation;

/// <summary>What a proposal would bring, and whom it would cost what.</summary>
internal static class SimulateCommand
{
    private const int Workers = 2;

    public static Command Create()
    {
        Option<string[]> proposal = new("--proposal")
        {
            Description = "Plan files or folders: each is tried on the imported plan of its code, else of its name.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string> period =
            new("--period") { Description = "The period rated again, like 2026-02.", Required = true };
        Option<string> group = new("--group")
        {
            Description = "A billing group like 1/M08, or all.",
            DefaultValueFactory = _ => ScopeText.All,
        };
        Option<string> folder =
            new("--out") { Description = "Folder for report.html and summary.json.", Required = true };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("simulate", "Rate the imported customers under a proposal: revenue, winners and losers.")
        {
            proposal, period, group, folder, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                BillScope scope = new(
                    ScopeText.GroupOrAll(parsed.GetValue(group)!), ScopeText.Cycle(parsed.GetValue(period)!));
                TariffPlan[] plans = [.. (await CatalogueFiles.ValidAsync(parsed.GetValue(proposal)!, cancellation))
                    .Select(file => file.Plan!)];
                SimulationTally tally = await RunAsync(open, scope, plans, cancellation);
                SimulationReport report = new(
                    $"{ScopeText.Of(scope.Cycle)}, billing group {scope.GroupText}",
                    [.. plans.Select(PlanText.Title)], tally);
                await report.SaveAsync(parsed.GetValue(folder)!, cancellation);
                report.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static async Task<SimulationTally> RunAsync(
        Database open, BillScope scope, TariffPlan[] plans, CancellationToken cancellation)
    {
        LegacyPlans legacy = await LegacyPlans.LoadAsync(open, cancellation);
        BillInputLoader loader = await OpenAsync(open, scope, legacy, cancellation);
        PriceSimulation simulation = new(legacy.Book, plans);
        IReadOnlyList<ContractRange> ranges = await loader.SplitAsync(BillInputLoader.UsualRange, cancellation);
        SimulationTally total = new();
        int done = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = Workers, CancellationToken = cancellation };
        await Parallel.ForEachAsync(ranges, options, async (range, stop) =>
        {
            SimulationTally part = simulation.Rate((await loader.LoadAsync(range, withLegacyBills: false, stop)).Bills);
            lock (total)
            {
                total.Add(part);
                ShowProgress(++done, ranges.Count);
            }
        });
        return total;
    }

    private static async Task<BillInputLoader> OpenAsync(
        Database open, BillScope scope, LegacyPlans legacy, CancellationToken cancellation)
    {
        try
        {
            return await BillInputLoader.OpenAsync(open, scope, legacy, cancellation);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandFailedException(wrong.Message);
        }
    }

    /// <summary>On one line that is written over; where nobody looks, nothing.</summary>
    private static void ShowProgress(int done, int all)
    {
        if (Terminal.Console.Profile.Capabilities.Interactive)
        {
            Console.Error.Write($"\r{done * 100 / all} % of the contracts{(done == all ? "\n" : "")}");
        }
    }
}
