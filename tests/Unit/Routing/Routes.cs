using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Routes;

namespace Strangler.Tests.Unit.Routing;

/// <summary>Route tables as tests write them.</summary>
internal static class Routes
{
    public static readonly RouteStamp Stamp = new(7, DateTimeOffset.UnixEpoch, "Ana", "a test");

    /// <summary>
    /// The debt queries, and a command as if it had a native side, too: what shadows may do with it differs.
    /// </summary>
    public static readonly OperationModes WithCommand =
        new([.. OperationModes.Present.Native, Request.Operation("cobrarReferencia")]);

    public static RouteScope Scope(string? operation = null, string? service = null, string? group = null) => new(
        operation is null ? service : Request.Operation(operation).Service, operation,
        BillingGroup.TryParse(group, out BillingGroup read) ? read : null);

    public static RouteSnapshot Of(params (RouteScope Scope, string Mode)[] routes) => new(
        Stamp.Version, [.. routes.Select(route => new StoredRoute(route.Scope, route.Mode, Stamp))], []);

    public static RouteSnapshot Killing(this RouteSnapshot routes, params RouteScope[] scopes) =>
        routes with { Kills = [.. scopes.Select(scope => new StoredKill(scope, Stamp))] };

    public static RouteMode ModeFor(this RouteSnapshot routes, string operation, string? group) => RouteTable
        .Build(routes, WithCommand)
        .For(Request.Operation(operation), BillingGroup.TryParse(group, out BillingGroup read) ? read : null).Mode;

    public static Operation Native(int index) => WithCommand.Native[index % WithCommand.Native.Count];
}
