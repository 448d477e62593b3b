namespace Strangler.Core.Payments.References;

/// <summary>
/// The digits of a payment slip, at most 46: <c>9057</c>, the collector's number of the issuer in eight, the reference
/// in 29. The former system's content was never recorded; its column has 46 and names format 57.
/// </summary>
public static class BarCodeLine
{
    public const int MostLength = 46;

    private const string Form = "9057";
    private const int IssuerLength = 8;

    /// <param name="issuer">At most eight digits, as the collectors know us.</param>
    /// <exception cref="ArgumentException">The issuer is none.</exception>
    public static string Of(string issuer, DocumentReference reference) =>
        issuer.Length is > 0 and <= IssuerLength && issuer.All(char.IsAsciiDigit)
            ? Form + issuer.PadLeft(IssuerLength, '0') + reference.Text
            : throw new ArgumentException($"An issuer is 1 to {IssuerLength} digits.", nameof(issuer));

    /// <summary>Of a line that was scanned.</summary>
    public static ReferenceReading Read(string? line)
    {
        string digits = line?.Trim() ?? "";
        return digits.Length > MostLength || digits.Length < Form.Length + IssuerLength
            ? new ReferenceReading(null, ReferenceFindings.WrongLength)
            : digits.StartsWith(Form, StringComparison.Ordinal)
                ? DocumentReference.Read(digits[(Form.Length + IssuerLength)..])
                : new ReferenceReading(null, ReferenceFindings.NotOurs);
    }
}
