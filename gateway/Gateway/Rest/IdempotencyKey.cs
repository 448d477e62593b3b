using System.Security.Cryptography;
using System.Text;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;
using Strangler.Gateway.Writes;

namespace Strangler.Gateway.Rest;

/// <summary>The header by which a client names a write. Two clients may use the same.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 100;

    /// <summary>Tells the writes' record of the key, where there is one.</summary>
    /// <returns>Null where all is well.</returns>
    public static Problem? Take(HttpContext context, bool isRequired)
    {
        var sent = context.Request.Headers[Header];
        if (sent.Count == 0 && !isRequired)
        {
            return null;
        }

        string key = sent.Count == 1 ? sent.ToString() : "";
        if (key.Length is 0 or > Longest || key.Any(letter => letter is <= ' ' or > '~'))
        {
            return new Problem(ProblemTypes.KeyMissing);
        }

        string caller = Caller.Of(context).Name;
        context.Features.Set(new WriteKey(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Length}:{caller}{key}"))));
        return null;
    }
}
