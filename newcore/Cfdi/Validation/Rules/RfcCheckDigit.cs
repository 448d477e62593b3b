namespace Strangler.Cfdi.Validation.Rules;

/// <summary>The last character of a taxpayer's key: SAT has issued exceptions, so a wrong one only warns.</summary>
internal static class RfcCheckDigit
{
    private const string Order = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";

    private static readonly string[] Generic = [Facts.DocumentFacts.PublicRfc, Facts.DocumentFacts.ForeignRfc];

    /// <summary>True as well of a generic key and of one that is none: that is another finding.</summary>
    public static bool IsRight(string rfc)
    {
        if (rfc.Length is < 12 or > 13 || Generic.Contains(rfc))
        {
            return true;
        }

        // A company's key counts as if a space stood before it.
        int sum = rfc.Length == 12 ? Order.IndexOf(' ', StringComparison.Ordinal) * 13 : 0;
        for (int index = 0; index < rfc.Length - 1; index++)
        {
            int value = Order.IndexOf(rfc[index], StringComparison.Ordinal);
            if (value < 0)
            {
                return true;
            }

            sum += value * (rfc.Length - index);
        }

        int digit = 11 - (sum % 11);
        return rfc[^1] == (digit == 11 ? '0' : digit == 10 ? 'A' : (char)('0' + digit));
    }
}
