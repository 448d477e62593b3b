using System.Buffers;

namespace Strangler.Cfdi.Documents;

/// <summary>What text of a document may hold.</summary>
internal static class TextCheck
{
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        "|\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000c\u000e\u000f\u0010\u0011\u0012\u0013"
        + "\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\ufffe\uffff");

    private const char FirstSurrogate = '\ud800';
    private const char LastSurrogate = '\udfff';

    /// <summary>Null where it may stand as it is.</summary>
    /// <param name="longest">Characters, as the schema counts them after white space is collapsed.</param>
    public static string? Problem(string? value, int longest) =>
        string.IsNullOrWhiteSpace(value) ? "It is missing."
        : value.Length > longest && Length(value) > longest ? $"It is longer than {longest} characters."
        : value.AsSpan().ContainsAny(Suspicious)
            ? value.Contains('|', StringComparison.Ordinal)
                ? "It holds a vertical bar, which is forbidden in fiscal documents."
                : "It holds a control character."
        : HasHalfCharacter(value) ? "It holds half a character."
        : null;

    private static int Length(string value) => string.Join(
        ' ', value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).EnumerateRunes().Count();

    private static bool HasHalfCharacter(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange(FirstSurrogate, LastSurrogate))
        {
            return false;
        }

        for (int at = 0; at < value.Length; at++)
        {
            if (at + 1 < value.Length && char.IsSurrogatePair(value[at], value[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(value[at]))
            {
                return true;
            }
        }

        return false;
    }
}
