using System.Collections.Frozen;
using System.Text;

namespace Strangler.Cfdi.Printing;

/// <summary>What keys of SAT's catalogues mean, for readers of the printed form; a key without a text stands alone.
/// </summary>
internal static class SatTexts
{
    private static readonly FrozenDictionary<string, string> Texts = Read();

    /// <summary>The key and its meaning: <c>03 Transferencia electrónica de fondos</c>.</summary>
    public static string Said(string kind, string? key) =>
        key is null ? "" : Texts.TryGetValue($"{kind} {key}", out string? text) ? $"{key} {text}" : key;

    /// <summary>The meaning alone; the key where it has none.</summary>
    public static string Name(string kind, string? key) =>
        key is null ? "" : Texts.GetValueOrDefault($"{kind} {key}", key);

    private static FrozenDictionary<string, string> Read()
    {
        using Stream stream = typeof(SatTexts).Assembly.GetManifestResourceStream("printing/sat-texts")
            ?? throw new InvalidOperationException("The texts of the printed form are missing.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(' ', 3))
            .ToFrozenDictionary(row => $"{row[0]} {row[1]}", row => row[2], StringComparer.Ordinal);
    }
}
