using System.Globalization;
using Strangler.Gateway.Routing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Routes;

namespace Strangler.ParallelRun.Routes;

/// <summary>Routes as text.</summary>
internal static class RouteTables
{
    public static void Write(RouteSnapshot routes, TextWriter output)
    {
        output.WriteLine($"Version {routes.Version}: {routes.Routes.Count} routes, {routes.Kills.Count} kills.");
        if (routes.Routes.Count + routes.Kills.Count == 0)
        {
            output.WriteLine("Everything goes to legacy.");
            return;
        }

        TextTable table = new("service", "operation", "group", "mode", "version", "when (UTC)", "who", "why");
        foreach (StoredKill kill in routes.Kills)
        {
            table.Add([.. Scope(kill.Scope), "KILLED", .. Stamp(kill.Stamp)]);
        }

        foreach (StoredRoute route in routes.Routes)
        {
            table.Add([.. Scope(route.Scope), route.Mode, .. Stamp(route.Stamp)]);
        }

        table.Write(output);
    }

    public static void Write(IReadOnlyList<RouteHistoryEntry> history, TextWriter output)
    {
        TextTable table = new(
            "action", "service", "operation", "group", "before", "after", "version", "when (UTC)", "who", "why");
        foreach (RouteHistoryEntry entry in history)
        {
            table.Add([entry.Action, .. Scope(entry.Scope), entry.Before, entry.After, .. Stamp(entry.Stamp)]);
        }

        table.Write(output);
    }

    public static void Write(RouteExplanation explained, TextWriter output)
    {
        output.WriteLine($"{explained.Mode.Text()}, under version {explained.Version}: {explained.Reason}.");
        if (explained.Stamp is { } stamp)
        {
            output.WriteLine($"Made by {stamp.Who} at {When(stamp)} (version {stamp.Version}): {stamp.Why}");
        }

        foreach (StoredRoute route in explained.Overruled)
        {
            output.WriteLine($"Overruled: {route.Scope} {route.Mode}, by {route.Stamp.Who} at {When(route.Stamp)}");
        }
    }

    private static IEnumerable<object?> Scope(RouteScope scope) =>
        [scope.Service ?? "all", scope.Operation ?? "all", scope.Group?.ToString() ?? "all"];

    private static IEnumerable<object?> Stamp(RouteStamp stamp) => [stamp.Version, When(stamp), stamp.Who, stamp.Why];

    private static string When(RouteStamp stamp) =>
        stamp.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
