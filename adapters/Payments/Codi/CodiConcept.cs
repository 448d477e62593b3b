namespace Strangler.Payments.Codi;

/// <summary>What a payer reads begins with our reference: CoDi's own has seven digits, too few for it.</summary>
internal static class CodiConcept
{
    private const int Longest = 40;
    private const int FewestDigits = 11;
    private const int MostDigits = 30;

    public static string Of(string reference, string concept)
    {
        // The bar separates fields further on, and few letters are allowed.
        string plain = string.Concat(concept.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' '));
        string text = $"{reference} {plain}".TrimEnd();
        return text.Length <= Longest ? text : text[..Longest].TrimEnd();
    }

    public static string? ReferenceIn(string concept)
    {
        int length = concept.TakeWhile(char.IsAsciiDigit).Count();
        return length is >= FewestDigits and <= MostDigits && (length == concept.Length || concept[length] == ' ')
            ? concept[..length] : null;
    }
}
