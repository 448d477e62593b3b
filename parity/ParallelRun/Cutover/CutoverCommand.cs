using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Cutover;

namespace Strangler.ParallelRun.Cutover;

/// <summary>The <c>cutover</c> commands: the way of a billing group to the native core.</summary>
internal static class CutoverCommand
{
    private static readonly (string Service, string Operation)[] Moving =
    [
        .. OperationModes.Present.Native.Where(MoneyOperations.Has).Select(one => (one.Service, one.Name)),
    ];

    public static Command Create() => new(
        "cutover", "Take a billing group over from the former system, to the centavo (docs/cutover.md).")
    {
        CreateStep(
            "prepare", "Bring open invoices and credits over; as often as you like.", "opening balances",
            PrepareAsync),
        CreateStep(
            "reconcile", "Compare what was brought over with the former system, invoice by invoice.",
            "opening balances compared",
            (desk, group, who, why, cancellation) => desk.ReconcileAsync(group, who, why, cancellation)),
        CreateStep(
            "go", "Compare once more; from here the group is the native core's.", null,
            (desk, group, who, why, cancellation) => desk.GoAsync(group, who, why, cancellation)),
        CreateStep(
            "rollback", "Take the opening balances back, while nothing else was posted.", null,
            (desk, group, who, why, cancellation) => desk.RollBackAsync(group, who, why, Moving, cancellation)),
        StatusCommand.Create(),
        StatusCommand.CreateDryRun(),
    };

    public static Option<string> Group() => new("--group")
    {
        Description = "A billing group like 1/M08.",
        Required = true,
    };

    /// <param name="usualWhy">Null: why must be said.</param>
    private static Command CreateStep(
        string name, string description, string? usualWhy,
        Func<CutoverDesk, BillingGroup, string, string, CancellationToken, Task<CutoverOutcome>> work)
    {
        Option<string> group = Group();
        Option<string> who = AuditOptions.Who();
        Option<string> why = AuditOptions.Why();
        if (usualWhy is not null)
        {
            why.Required = false;
            why.DefaultValueFactory = _ => usualWhy;
        }

        Option<string?> database = DatabaseOption.Create();
        Command command = new(name, description) { group, who, why, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                BillingGroup one = ScopeText.Group(parsed.GetRequiredValue(group));
                CutoverOutcome outcome = await work(
                    new CutoverDesk(open, TimeProvider.System), one, parsed.GetRequiredValue(who),
                    parsed.GetRequiredValue(why), cancellation);
                return Write(one, outcome, output);
            },
            cancellation));
        return command;
    }

    private static int Write(BillingGroup group, CutoverOutcome outcome, TextWriter output)
    {
        switch (outcome)
        {
            case CutoverOutcome.Prepared prepared:
                output.WriteLine(
                    $"{group}: {prepared.Contracts} contracts, {prepared.Invoices} new documents, "
                    + $"{prepared.Changed} contracts changed. Next: ./strangler cutover reconcile --group {group}");
                return ExitCode.Done;
            case CutoverOutcome.Compared compared:
                CutoverText.Write(group, compared.Report, output);
                return compared.Report.Agrees ? ExitCode.Done : ExitCode.Failed;
            case CutoverOutcome.Moved moved:
                output.WriteLine($"{group} is {CutoverText.Of(moved.State)}.");
                return ExitCode.Done;
            case CutoverOutcome.Refused refused:
                throw new CommandFailedException(refused.Reason);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Where nobody looks, no progress is shown.</summary>
    private static Task<CutoverOutcome> PrepareAsync(
        CutoverDesk desk, BillingGroup group, string who, string why, CancellationToken cancellation) =>
        !Terminal.Console.Profile.Capabilities.Interactive
            ? desk.PrepareAsync(group, who, why, null, cancellation)
            : Terminal.Console.Progress().AutoClear(true).StartAsync(shown =>
            {
                ProgressTask task = shown.AddTask($"Opening balances of {group}");
                Progress<(int Done, int All)> progress = new(step =>
                    (task.MaxValue, task.Value) = (step.All, step.Done));
                return desk.PrepareAsync(group, who, why, progress, cancellation);
            });
}
