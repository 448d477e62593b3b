using System.Globalization;
using System.Text.RegularExpressions;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>What a foreign stack must have understood at one place of an answer.</summary>
/// <param name="Path">Names and positions between dots; a last <c>#</c> counts the items of a list.</param>
/// <param name="Value">Null expects nothing there; amounts are equal by value, whatever their decimals.</param>
/// <param name="IsPattern"><paramref name="Value"/> is a regular expression for the whole text.</param>
internal sealed record Expectation(string Path, string? Value, bool IsPattern)
{
    public bool HoldsFor(string? found) => (Value, found) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ when IsPattern => Regex.IsMatch(found, $"^(?:{Value})$", RegexOptions.Singleline),
        _ when Amount(Value) is { } expected && Amount(found) is { } amount => expected == amount,
        _ => Value == found,
    };

    private static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount) ? amount : null;
}
