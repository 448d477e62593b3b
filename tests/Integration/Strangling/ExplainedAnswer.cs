using System.Text;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>An answer as its caller got it.</summary>
internal sealed record ExplainedAnswer(int Status, string ContentType, byte[] Body, Explanation? Explanation)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Everything a consumer sees.</summary>
    public (int Status, string ContentType, string Text) Seen => (Status, ContentType, Text);
}
