using System.Text.RegularExpressions;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ConsumerReading;

/// <summary>How the bots and water-cea-py read: a regular expression per tag, first hit in document order.</summary>
internal sealed class BotReply(SoapAnswer answer)
{
    /// <summary>Bots try again on any other status.</summary>
    public bool IsAccepted => answer.Status is >= 200 and < 300;

    /// <summary>Bots take a reply for a failure when it holds one of these literal texts.</summary>
    public bool IsFault => Holds("<faultstring>") || Regex.IsMatch(answer.Text, "<error[ />]");

    public string? First(string tag) =>
        Regex.Match(answer.Text, $"<{tag}[^>]*>([^<]*)</{tag}>") is { Success: true } hit ? hit.Groups[1].Value : null;

    public bool Holds(string literal) => answer.Text.Contains(literal, StringComparison.Ordinal);

    /// <summary>The blocks between a literal start tag and its end tag.</summary>
    public IReadOnlyList<string> Blocks(string tag) =>
    [
        .. Regex.Matches(answer.Text, $"<{tag}>(.*?)</{tag}>", RegexOptions.Singleline)
            .Select(hit => hit.Groups[1].Value),
    ];
}
