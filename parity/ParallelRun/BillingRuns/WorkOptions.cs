using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>The options of commands that work on a run, all the same.</summary>
internal sealed class WorkOptions
{
    private const int LongestLease = 3_600;

    public Option<int> Workers { get; } = RangedOption.Create(
        "--workers", "Chunks that this process works on at once; start it again elsewhere for more.",
        WorkerOptions.Usual.Workers, 1, WorkerOptions.MostWorkers);

    public Option<int> Lease { get; } = RangedOption.Create(
        "--lease", "Seconds after which others take the chunk of a worker that is silent.",
        (int)WorkerOptions.Usual.Lease.TotalSeconds, 1, LongestLease);

    public Option<string> Who { get; } = new("--who")
    {
        Description = "Who does it, for the ledger; without it, the user of this session.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    public Option<string?> Database { get; } = DatabaseOption.Create();

    public void AddTo(Command command)
    {
        command.Options.Add(Workers);
        command.Options.Add(Lease);
        command.Options.Add(Who);
        command.Options.Add(Database);
    }

    public WorkerOptions Read(ParseResult parsed) =>
        new(parsed.GetValue(Workers), TimeSpan.FromSeconds(parsed.GetValue(Lease)));
}
