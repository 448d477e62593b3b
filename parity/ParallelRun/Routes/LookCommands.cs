using System.CommandLine;
using System.Globalization;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Routing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Routes;

namespace Strangler.ParallelRun.Routes;

/// <summary>The commands that look at routes.</summary>
internal static class LookCommands
{
    public static Command CreateList()
    {
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "All routes and kills, with who made them and why.") { database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                RouteSnapshot routes = await new RouteStore(open).LoadAsync(cancellation);
                RouteTables.Write(routes, output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    public static Command CreateHistory()
    {
        Option<int> limit =
            RangedOption.Create("--limit", "Changes to show, the newest first.", 50, 1, RouteStore.HistoryLimit);
        Option<string?> database = DatabaseOption.Create();
        Command command = new("history", "What was changed, when, by whom and why.") { limit, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                RouteTables.Write(
                    await new RouteStore(open).HistoryAsync(parsed.GetValue(limit), cancellation), output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    public static Command CreateExplain()
    {
        Option<string> operation = new("--operation") { Description = "Of this operation.", Required = true };
        Option<string?> group = new("--group")
        {
            Description = "For this billing group; without it, for a request that names none.",
        };
        Option<long?> version = new("--version")
        {
            Description = "Under this version of the routes; without it, the present one.",
        };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("explain", "Which mode an operation has for a billing group, and why.")
        {
            operation, group, version, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                List<string> reasons = [];
                RouteScope scope = ScopeReader.Read(
                    null, parsed.GetValue(operation), parsed.GetValue(group), reasons)
                    ?? throw new CommandFailedException(string.Join('\n', reasons));
                Operation named = ContractCatalog.AquaCis.Find(scope.Service!, scope.Operation!);
                RouteSnapshot routes = await LoadAsync(new RouteStore(open), parsed.GetValue(version), cancellation);
                RouteTables.Write(
                    RouteExplainer.Explain(routes, OperationModes.Present, named, scope.Group), output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static async Task<RouteSnapshot> LoadAsync(
        RouteStore store, long? version, CancellationToken cancellation) => version is not { } past
            ? await store.LoadAsync(cancellation)
            : await store.LoadAtAsync(past, cancellation)
                ?? throw new CommandFailedException(
                    string.Create(CultureInfo.InvariantCulture, $"There has been no version {past}."));
}
