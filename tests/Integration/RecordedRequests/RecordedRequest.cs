using System.Text.RegularExpressions;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.RecordedRequests;

/// <summary>A request as one existing consumer was recorded to send it, with its placeholders filled in.</summary>
/// <param name="Name">The operation, two underscores, the consumer.</param>
/// <param name="Service">Path segment it is posted to.</param>
internal sealed partial record RecordedRequest(string Name, string Service, string Envelope)
{
    /// <summary>How many were recorded.</summary>
    public const int Count = 31;

    public static IReadOnlyList<string> Files =>
        [.. Directory.GetFiles(RepositoryPlaces.RecordedRequests, "*.xml").Order(StringComparer.Ordinal)];

    public string Operation => Name[..Name.IndexOf("__", StringComparison.Ordinal)];

    public static void RequireSamples() => Prerequisite.Require(
        Directory.Exists(RepositoryPlaces.RecordedRequests),
        "The recorded requests of ../shared/aquacis/samples are not beside the repository.");

    /// <exception cref="InvalidOperationException">A placeholder that no value is known for.</exception>
    public static RecordedRequest Read(string file, PlaceholderValues values)
    {
        string envelope = Placeholder().Replace(File.ReadAllText(file), found => values.For(found.Groups[1].Value));
        XElement request = XElement.Parse(envelope).Elements().Single(part => part.Name.LocalName == "Body")
            .Elements().Single();
        return new RecordedRequest(Path.GetFileNameWithoutExtension(file), ServiceOf(request), envelope);
    }

    /// <summary>
    /// Contracts and readings share a namespace and three operation names (WIRE-FACTS 4): the children tell them apart.
    /// </summary>
    private static string ServiceOf(XElement request)
    {
        string[] children = [.. request.Elements().Select(child => child.Name.LocalName)];
        return ContractCatalog.AquaCis.Services.Single(service =>
            service.Find(request.Name.NamespaceName, request.Name.LocalName) is { } operation
            && children.All(child => ((RecordType)operation.Request.Type).PositionOf(child) >= 0)).Name;
    }

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    internal static partial Regex Placeholder();
}
