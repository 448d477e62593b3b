using System.CommandLine;
using Strangler.Gateway.Routing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Routes;

namespace Strangler.ParallelRun.Routes;

/// <summary>The commands that change routes: all that is asked for, or nothing.</summary>
internal static class ChangeCommand
{
    public static Command Create(string name, string description, RouteAction action)
    {
        ScopeOptions scope = new();
        Option<string?> mode = new("--mode") { Description = $"One of {RouteModeText.All}.", Required = true };
        Option<string> who = AuditOptions.Who();
        Option<string> why = AuditOptions.Why();
        Option<long?> expected = new("--expected-version")
        {
            Description = "Change nothing where the routes have another version by now.",
        };
        Option<string?> database = DatabaseOption.Create();
        Command command = new(name, description) { who, why, expected, database };
        scope.AddTo(command);
        if (action == RouteAction.Set)
        {
            command.Options.Add(mode);
        }

        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                RouteDesk desk = new(new RouteStore(open), OperationModes.Present);
                string? asked = action == RouteAction.Set ? parsed.GetValue(mode) : null;
                RouteOrder order = new(
                    scope.Read(parsed, action, asked), parsed.GetValue(who), parsed.GetValue(why),
                    parsed.GetValue(expected));
                return Report(await desk.ApplyAsync(order, cancellation), output);
            },
            cancellation));
        return command;
    }

    private static int Report(RouteOrderOutcome outcome, TextWriter output)
    {
        switch (outcome.Result)
        {
            case RouteChangeOutcome.Applied applied:
                foreach (UnderstoodChange understood in outcome.Changes)
                {
                    output.WriteLine(Line(understood));
                }

                output.WriteLine(applied.Changed == 0
                    ? $"It was so already; the routes stay at version {applied.Version}."
                    : $"Changed: {applied.Changed}. The routes are at version {applied.Version}.");
                return ExitCode.Done;
            case RouteChangeOutcome.Conflict conflict:
                throw new CommandFailedException(
                    $"The routes are at version {conflict.Current}, not {conflict.Expected}; nothing was changed.");
            case RouteChangeOutcome.NotThere { Reasons: var reasons }:
                throw Refusal(reasons);
            case RouteChangeOutcome.Refused { Reasons: var reasons }:
                throw Refusal(reasons);
            default:
                throw new InvalidOperationException($"No report for {outcome.Result.GetType().Name}.");
        }
    }

    private static string Line(UnderstoodChange understood)
    {
        string mode = understood.Change is RouteChange.Set set ? $" {set.Mode}" : "";
        string reach = understood.Operations == 1 ? "1 operation" : $"{understood.Operations} operations";
        return $"{understood.Change.Action} {understood.Change.Scope}{mode}: {reach}";
    }

    private static CommandFailedException Refusal(IReadOnlyList<string> reasons) =>
        new($"Refused; nothing was changed.\n{string.Join('\n', reasons.Select(reason => $"  {reason}"))}");
}
