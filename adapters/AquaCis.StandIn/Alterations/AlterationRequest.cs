using System.Text.Json;

namespace Strangler.AquaCis.StandIn.Alterations;

/// <summary>What the control endpoint is asked, and how it shows what is in force.</summary>
internal sealed record AlterationRequest(
    string? Kind, string? Path, string? With, string? Name, string? Value, string? Declared, string? When, int? Times)
{
    private static readonly Dictionary<string, AlterationKind> Kinds =
        Enum.GetValues<AlterationKind>().ToDictionary(NameOf, kind => kind, StringComparer.Ordinal);

    private static readonly string[] Encodings = ["utf-8", "utf-16", "utf-16BE", "iso-8859-1"];

    public static AlterationRequest From(Alteration alteration) => new(
        NameOf(alteration.Kind), OrNull(alteration.Path), OrNull(alteration.With), OrNull(alteration.Name),
        alteration.Text, alteration.Declared, alteration.When, alteration.Times);

    /// <summary>The alteration asked for, or what is wrong with the question.</summary>
    public (Alteration? Alteration, string? Problem) Read()
    {
        if (Kind is null || !Kinds.TryGetValue(Kind, out AlterationKind kind))
        {
            return (null, $"kind must be one of {string.Join(", ", Kinds.Keys)}.");
        }

        return ProblemWith(kind) is { } problem
            ? (null, problem)
            : (new Alteration(kind, Path ?? "", With ?? "", Name ?? "", Value ?? "", Declared, When, Times), null);
    }

    private string? ProblemWith(AlterationKind kind) => kind switch
    {
        not (AlterationKind.Fault or AlterationKind.Encoding or AlterationKind.ErrorCode)
            when string.IsNullOrEmpty(Path) =>
            "path is missing; it begins below the response element, like return/deuda/deudaTotal.",
        AlterationKind.Value or AlterationKind.ErrorCode when Value is null => "value is missing.",
        AlterationKind.Swap when string.IsNullOrEmpty(With) => "with, the path of the other element, is missing.",
        AlterationKind.Add when Name is null || !IsName(Name) => "name must be an element's name.",
        AlterationKind.Encoding when !Encodings.Contains(Value, StringComparer.OrdinalIgnoreCase) =>
            $"value must be one of {string.Join(", ", Encodings)}.",
        _ when Times is < 1 or > Alteration.TimesLimit => $"times must be between 1 and {Alteration.TimesLimit}.",
        _ => null,
    };

    private static bool IsName(string name)
    {
        try
        {
            return System.Xml.XmlConvert.VerifyNCName(name).Length > 0;
        }
        catch (Exception error) when (error is System.Xml.XmlException or ArgumentException)
        {
            return false;
        }
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static string NameOf(AlterationKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
