using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>The commands that work on a run: begin one, go on with one, post one that was held.</summary>
internal static class RunCommand
{
    private const string Description =
        """
        Bill a billing group, or all, natively: plan, rate, review, post. Bills that need a person are put aside with
        their reason (billing review, exceptions) and the others go on; run it again when they are corrected: who was
        billed is not billed twice. Killed anywhere, billing resume goes on.
        """;

    public static Command Create()
    {
        Option<string> group = new("--group") { Description = "A billing group like 1/M08, or all.", Required = true };
        Option<string> period = new("--period") { Description = "The cycle, like 2026-02.", Required = true };
        Option<bool> simulate = new("--simulate") { Description = "Rate and report; write no bill and post nothing." };
        Option<bool> hold = new("--hold")
        {
            Description = "Stop after rating; billing post goes on, billing cancel takes it back.",
        };
        Option<bool> reviewZero = new("--review-zero")
        {
            Description = "Put bills of no consumption aside, too: the meter may have stopped.",
        };
        Option<int> chunk = RangedOption.Create(
            "--chunk", "Contracts of one transaction.", NewBillingRun.UsualChunk, 1, NewBillingRun.LargestChunk);
        WorkOptions work = new();
        Command command = new("run", Description) { group, period, simulate, hold, reviewZero, chunk };
        work.AddTo(command);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, work.Database,
            async (database, output) =>
            {
                NewBillingRun wanted = new(
                    ScopeText.GroupOrAll(parsed.GetRequiredValue(group)),
                    ScopeText.Cycle(parsed.GetRequiredValue(period)), parsed.GetRequiredValue(work.Who),
                    parsed.GetValue(simulate), parsed.GetValue(hold), parsed.GetValue(reviewZero),
                        parsed.GetValue(chunk));
                BillingRun run = await PlanAsync(database, wanted, output, cancellation);
                return await BillingWork.DoAsync(database, run, work.Read(parsed), output, cancellation);
            },
            cancellation));
        return command;
    }

    public static Command CreateResume()
    {
        Argument<int> id = RunArgument();
        WorkOptions work = new();
        Command command = new(
            "resume", "Go on with a run that was interrupted, or help others with it: as many processes as you like.")
        {
            id,
        };
        work.AddTo(command);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, work.Database,
            async (database, output) => await BillingWork.DoAsync(
                database,
                Run(await new BillingRunStore(database).ResumeAsync(parsed.GetValue(id), cancellation)),
                work.Read(parsed), output, cancellation),
            cancellation));
        return command;
    }

    public static Command CreatePost()
    {
        Argument<int> id = RunArgument();
        WorkOptions work = new();
        Command command = new("post", "Post a run that was held: its bills get their numbers and go to the ledger.")
        {
            id,
        };
        work.AddTo(command);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, work.Database,
            async (database, output) => await BillingWork.DoAsync(
                database,
                Run(await new BillingRunStore(database).ApproveAsync(
                    parsed.GetValue(id), parsed.GetRequiredValue(work.Who), cancellation)),
                work.Read(parsed), output, cancellation),
            cancellation));
        return command;
    }

    public static Argument<int> RunArgument() => new("run") { Description = "The run's number." };

    /// <exception cref="CommandFailedException">It was refused.</exception>
    public static BillingRun Run(RunChange change) => change switch
    {
        RunChange.Done done => done.Run,
        RunChange.Refused refused => throw new CommandFailedException(refused.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static async Task<BillingRun> PlanAsync(
        Database database, NewBillingRun wanted, TextWriter output, CancellationToken cancellation)
    {
        switch (await new BillingPlanner(database).PlanAsync(wanted, cancellation))
        {
            case PlanOutcome.Planned planned:
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Billing {planned.Run}: {planned.Contracts:N0} contracts in {planned.Chunks:N0} chunks."));
                return planned.Run;
            case PlanOutcome.Refused refused:
                throw new CommandFailedException(refused.Reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
