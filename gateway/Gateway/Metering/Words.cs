using System.Collections.Concurrent;
using System.Text;

namespace Strangler.Gateway.Metering;

/// <summary>Names of reasons as they are kept and counted: <c>broken-json</c>.</summary>
internal static class Words
{
    private static readonly ConcurrentDictionary<Enum, string> Known = [];

    public static string Of(Enum reason) => Known.GetOrAdd(reason, static one =>
    {
        StringBuilder words = new();
        foreach (char letter in one.ToString())
        {
            if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append('-');
            }

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    });
}
