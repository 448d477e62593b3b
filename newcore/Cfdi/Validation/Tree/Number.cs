using System.Globalization;

namespace Strangler.Cfdi.Validation.Tree;

/// <summary>An amount as written: its value and how many decimals it was given.</summary>
/// <param name="Exists">The attribute is there.</param>
/// <param name="Is">It is a number; a rule says nothing of one that is not, for the structure does.</param>
internal readonly record struct Number(decimal Value, int Decimals, bool Exists, bool Is)
{
    /// <summary>Digits before the point, as the pattern of amounts allows them.</summary>
    private const int MostDigits = 18;

    /// <summary>Zero where there is no number.</summary>
    public static Number Of(string? text)
    {
        if (text is null)
        {
            return default;
        }

        int point = text.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? text.Length : point;
        int decimals = point < 0 ? 0 : text.Length - point - 1;
        return whole <= MostDigits && decimals <= 10
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            ? new Number(value, decimals, true, true)
            : new Number(0, 0, true, false);
    }
}
