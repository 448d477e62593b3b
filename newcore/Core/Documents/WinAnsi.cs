using System.Globalization;
using System.Text;

namespace Strangler.Core.Documents;

/// <summary>
/// The character set of a PDF's standard fonts (ISO 32000-1, annex D.2): Western European, so all of Spanish. Texts
/// are handed about as strings whose characters are its codes.
/// </summary>
internal static class WinAnsi
{
    private const char Unknown = '?';

    /// <summary>Codes 128 to 159; a blank stands for a code that is not used.</summary>
    private const string Upper = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    /// <summary>What the set does not have becomes a question mark, a control character a blank.</summary>
    public static string Encode(string text)
    {
        StringBuilder codes = new(text.Length);
        foreach (Rune rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            codes.Append(CodeOf(rune));
        }

        return codes.ToString();
    }

    private static char CodeOf(Rune rune)
    {
        if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
        {
            return ' ';
        }

        if (rune.Value is < 0x80 or (>= 0xA0 and <= 0xFF))
        {
            return (char)rune.Value;
        }

        int upper = rune.IsBmp ? Upper.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
        return upper >= 0 ? (char)(0x80 + upper) : Unknown;
    }
}
