using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ConsumerReading;

/// <summary>How get-contract-info reads: splits on a literal tag, then takes the text between two exact tags.</summary>
internal sealed class ExactTagReply(SoapAnswer answer)
{
    public IReadOnlyList<string> Split(string tag) => answer.Text.Split($"<{tag}>")[1..];

    /// <summary>Null where the tag carries an attribute or is not there.</summary>
    public static string? Between(string part, string tag)
    {
        int start = part.IndexOf($"<{tag}>", StringComparison.Ordinal);
        int end = part.IndexOf($"</{tag}>", StringComparison.Ordinal);
        return start < 0 || end < start ? null : part[(start + tag.Length + 2)..end];
    }

    public static string Unescape(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
}
