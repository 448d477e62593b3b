using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Strangler.Gateway.Access;

namespace Strangler.Tests.Integration.Access;

/// <summary>An endpoint of the gateway, and who may call it.</summary>
internal sealed partial record EndpointAccess(string Method, string Path, string? Scope, string? PublicBecause)
{
    private const string Operations = "/api/aquacis/";

    /// <summary>A path that leads to it.</summary>
    public string Example => Parameter().Replace(Path, "1");

    public static List<EndpointAccess> All(IServiceProvider gateway) =>
    [
        .. gateway.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(Of)
            .OrderBy(one => one.Path, StringComparer.Ordinal).ThenBy(one => one.Method, StringComparer.Ordinal),
    ];

    /// <summary>As docs/security.md shows them, the operations of AquaCIS in two lines.</summary>
    public static string Table(IReadOnlyList<EndpointAccess> endpoints)
    {
        List<string> lines = ["| endpoint | who may |", "|---|---|"];
        lines.AddRange(endpoints.Where(one => !one.IsOperation).Select(one => $"| `{one}` | {one.Who} |"));
        lines.AddRange(endpoints.Where(one => one.IsOperation).GroupBy(one => one.Who)
            .OrderBy(operations => operations.Key, StringComparer.Ordinal)
            .Select(operations =>
                $"| `POST {Operations}{{service}}/{{operation}}`, {operations.Count()} of them | {operations.Key} |"));
        return string.Join('\n', lines) + "\n";
    }

    private bool IsOperation => Path.StartsWith(Operations, StringComparison.Ordinal);

    private string Who => Scope is null ? $"everybody: {PublicBecause}" : $"`{Scope}`";

    public override string ToString() => $"{Method} {Path}";

    private static IEnumerable<EndpointAccess> Of(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(
            method => new EndpointAccess(
                method, "/" + endpoint.RoutePattern.RawText!.Trim('/'),
                endpoint.Metadata.GetOrderedMetadata<RequiredScope>() is [var scope] ? scope.Name : null,
                endpoint.Metadata.GetMetadata<PublicPart>()?.Why));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
