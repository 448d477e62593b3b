using System.CommandLine;
using System.Globalization;

namespace Strangler.ParallelRun.Meters;

/// <summary>An instant with its zone, to the microsecond as it is kept; anything else is bad usage.</summary>
internal static class InstantOption
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK",
    ];

    public static Option<DateTimeOffset> Create(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (DateTimeOffset.TryParseExact(
                text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
                && HasZone(text))
            {
                return at.ToUniversalTime();
            }

            result.AddError($"{name} is an instant with its zone, such as 2026-07-01T18:00:00Z, not '{text}'.");
            return default;
        },
    };

    /// <summary>As it can be given back.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture);

    private static bool HasZone(string text) => text[^1] == 'Z' || text[^6] is '+' or '-';
}
