using System.CommandLine;
using Strangler.Gateway.Routing;

namespace Strangler.ParallelRun.Routes;

/// <summary>
/// The <c>routes</c> commands: who answers what, straight in the database that every gateway follows.
/// </summary>
internal static class RoutesCommand
{
    private const string Description =
        """
        Who answers which operation for which billing group. The most specific route wins: operation and group,
        service and group, group, operation, service, everything. Every gateway follows a change within a second.
        """;

    public static Command Create() => new("routes", Description)
    {
        LookCommands.CreateList(),
        ChangeCommand.Create("set", "Set a mode: legacy, shadow, native or native-shadow.", RouteAction.Set),
        ChangeCommand.Create("remove", "Remove a route, so that the next less specific one holds.", RouteAction.Remove),
        ChangeCommand.Create("kill", "Send a scope to legacy at once, whatever its routes say.", RouteAction.Kill),
        ChangeCommand.Create("unkill", "Lift a kill; the routes hold again.", RouteAction.Unkill),
        LookCommands.CreateHistory(),
        LookCommands.CreateExplain(),
    };
}
