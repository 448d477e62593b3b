using System.Text.Json.Serialization;
using Strangler.Gateway.Routing;

namespace Strangler.Gateway.Admin;

/// <summary>
/// The body of PUT /admin/routes and POST /admin/routes/kill: one scope, or several in <c>routes</c>.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RouteOrderBody(
    string? Service = null, string? Operation = null, string? Group = null, string? Mode = null,
    IReadOnlyList<RouteOrderBody.One?>? Routes = null, string? Why = null, long? ExpectedVersion = null)
{
    public RouteOrder ToOrder(RouteAction action, string who) => new(
        Routes is null
            ? [new RouteRequest(action, Service, Operation, Group, Mode)]
            : [.. Routes.Select(one =>
                new RouteRequest(action, one?.Service, one?.Operation, one?.Group, one?.Mode))],
        who, Why, ExpectedVersion);

    /// <summary>Null where the body can be understood in one way only.</summary>
    public string? Ambiguity => Routes is null || (Service ?? Operation ?? Group ?? Mode) is null
        ? null
        : "Either routes or a single scope is sent, not both.";

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record One(
        string? Service = null, string? Operation = null, string? Group = null, string? Mode = null);
}
