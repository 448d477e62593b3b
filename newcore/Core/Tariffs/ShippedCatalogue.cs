using Strangler.Core.Tariffs.Files;

namespace Strangler.Core.Tariffs;

/// <summary>The prices that come with the product: CEA Querétaro, February 2026.</summary>
public static class ShippedCatalogue
{
    private const string Prefix = "tariffs/";

    /// <summary>The plan files, by name.</summary>
    public static IReadOnlyList<PlanFile> Read() =>
    [
        .. typeof(ShippedCatalogue).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => PlanFileReader.Read(name[Prefix.Length..], Bytes(name))),
    ];

    private static byte[] Bytes(string name)
    {
        using Stream resource = typeof(ShippedCatalogue).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
