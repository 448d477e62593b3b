namespace Strangler.Parity.Reading;

/// <summary>The two parts of a Content-Type that consumers look at.</summary>
/// <param name="MediaType">In lower case; null where nothing was said.</param>
internal readonly record struct ContentTypeHeader(string? MediaType, string? Charset)
{
    private const int LongestCharset = 40;

    // Nearly all answers say exactly this.
    private const string Usual = "text/xml;charset=UTF-8";

    public static ContentTypeHeader Parse(string? value)
    {
        if (value == Usual)
        {
            return new ContentTypeHeader("text/xml", "utf-8");
        }

        string[] parts = value?.Split(';', StringSplitOptions.TrimEntries) ?? [];
        if (parts is not [{ Length: > 0 } media, ..])
        {
            return default;
        }

        string? charset = parts.Skip(1)
            .Where(part => part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))
            .Select(part => part["charset=".Length..].Trim(' ', '"', '\'').ToLowerInvariant())
            .FirstOrDefault(name => name.Length is > 0 and <= LongestCharset);
        return new ContentTypeHeader(media.ToLowerInvariant(), charset);
    }
}
