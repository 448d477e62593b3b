using System.Text;

namespace Strangler.Cfdi.Catalogues;

/// <summary>The catalogues as eng/sat-catalogues.sh wrote them, embedded here.</summary>
internal static class CatalogueFile
{
    public static string[] Rows(string name)
    {
        using Stream stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream($"catalogues/{name}")
            ?? throw new InvalidOperationException($"There is no catalogue file {name}.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The rows, split at the spaces.</summary>
    public static IEnumerable<string[]> Cells(string name) => Rows(name).Select(row => row.Split(' '));
}
