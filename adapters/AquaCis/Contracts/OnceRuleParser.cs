using System.Globalization;

namespace Strangler.AquaCis.Contracts;

/// <summary>
/// Reads a <c>once</c> statement: <c>reference=referencia name=datosCobro/ticket</c>, or <c>request within 30</c>
/// (minutes).
/// </summary>
internal static class OnceRuleParser
{
    private const string WholeRequest = "request";
    private const string Within = "within";

    /// <param name="words">The statement without <c>once</c> and the operation's name.</param>
    /// <exception cref="FormatException">No such field, or no such number of minutes.</exception>
    public static OnceRule Parse(ReadOnlySpan<string> words, RecordType request)
    {
        TimeSpan window = OnceRule.UsualWindow;
        if (words is [.. var names, Within, var minutes])
        {
            window = int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out int known)
                && known is > 0 and <= 1440
                    ? TimeSpan.FromMinutes(known)
                    : throw new FormatException($"«{minutes}» is no number of minutes from 1 to 1440.");
            words = names;
        }

        return words switch
        {
            [] => throw new FormatException("Names are listed, or request is said."),
            [WholeRequest] => new OnceRule([], window),
            _ => new OnceRule(GroupKeyParser.Parse(words, request), window),
        };
    }
}
