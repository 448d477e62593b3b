namespace Strangler.Parity.Masking;

/// <summary>
/// The beginning of a text; a character of two halves is not halved, for no database takes half of one.
/// </summary>
internal static class Cut
{
    public static ReadOnlySpan<char> To(ReadOnlySpan<char> text, int limit) =>
        text.Length <= limit ? text : text[..(limit > 0 && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];
}
