using System.Net.Http.Headers;
using Strangler.Parity;

namespace Strangler.Gateway.Backends;

/// <summary>Keeps a copy of an answer that goes through, for those that are compared afterwards.</summary>
internal sealed class AnswerCapture
{
    private static readonly object Key = new();

    /// <summary>
    /// Null until the answer has come, and where it was too long to be held whole. Its body is still packed, if
    /// <see cref="Encoding"/> says so.
    /// </summary>
    public Observed? Answer { get; private set; }

    /// <summary>The answer's Content-Encoding; null where it has none.</summary>
    public string? Encoding { get; private set; }

    public static AnswerCapture? Of(HttpContext context) => context.Items[Key] as AnswerCapture;

    public static AnswerCapture Start(HttpContext context)
    {
        AnswerCapture capture = new();
        context.Items[Key] = capture;
        return capture;
    }

    public void Take(HttpResponseMessage response, HeldContent held)
    {
        if (held.IsWhole)
        {
            string? type = held.SentHeaders.TryGetValues("Content-Type", out IEnumerable<string>? types)
                ? types.First()
                : null;
            Encoding = EncodingOf(held.SentHeaders);
            Answer = new Observed((int)response.StatusCode, type, held.Bytes.ToArray());
        }
    }

    /// <summary>As it stands there, all of it; null where it is not said.</summary>
    public static string? EncodingOf(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Encoding", out HeaderStringValues said) ? said.ToString() : null;
}
