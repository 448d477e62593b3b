using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Strangler.Cfdi.Catalogues;

namespace Strangler.Cfdi.Validation.Structure;

/// <summary>The kinds of value that the schemas of CFDI 4.0 and Pagos 2.0 know.</summary>
internal static class Kinds
{
    private static readonly SearchValues<char> RfcLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ&Ñ");
    private static readonly SearchValues<char> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    private static readonly SearchValues<char> AccountLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    public static readonly ValueKind Any = new("ser un texto", _ => true);

    /// <summary>t_Importe: up to 18 digits and 6 decimals.</summary>
    public static readonly ValueKind Amount =
        new("ser un importe de hasta 18 enteros y 6 decimales", text => IsAmount(text, 6));

    /// <summary>t_ImporteMXN: up to 2 decimals.</summary>
    public static readonly ValueKind PesoAmount = new("ser un importe de hasta 2 decimales", text => IsAmount(text, 2));

    public static readonly ValueKind Decimal6 = new("ser un número de hasta 6 decimales", text => IsDecimal(text, 6));

    public static readonly ValueKind Positive6 =
        new("ser un número mayor que cero de hasta 6 decimales", text => IsDecimal(text, 6) && !IsZero(text));

    public static readonly ValueKind Positive10 =
        new("ser un número mayor que cero de hasta 10 decimales", text => IsDecimal(text, 10) && !IsZero(text));

    public static readonly ValueKind Rfc = new("ser un RFC", text => IsRfc(text, 12, 13));

    public static readonly ValueKind CompanyRfc = new("ser un RFC de persona moral", text => IsRfc(text, 12, 12));

    public static readonly ValueKind PayerBankRfc = new(
        "ser el RFC de un banco, o XEXX010101000", text => text == "XEXX010101000" || IsRfc(text, 12, 12));

    public static readonly ValueKind Uuid = new("ser un UUID", IsUuid);

    public static readonly ValueKind RelatedId =
        new("ser un UUID o el número de un comprobante de los medios propios", text => IsUuid(text) || IsOwnId(text));

    public static readonly ValueKind Time = new("ser una fecha AAAA-MM-DDThh:mm:ss", IsTime);

    public static readonly ValueKind Customs = new(
        "ser un pedimento: 2, 2, 4 y 7 dígitos con dos espacios entre ellos", IsCustoms, Literal: true);

    public static readonly ValueKind Account = new(
        "tener de 10 a 50 mayúsculas, dígitos o guiones bajos",
        text => text.Length is >= 10 and <= 50 && text.AsSpan().IndexOfAnyExcept(AccountLetters) < 0);

    public static readonly ValueKind Base64Text = new("ser base64", text => Base64.IsValid(text));

    public static readonly ValueKind Year = new(
        "ser un año desde 2019",
        text => short.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out short year) && year >= 2019);

    public static readonly ValueKind Instalment = new(
        "ser un número de 1 a 999", text => text.Length is >= 1 and <= 3 && AreDigits(text) && text[0] != '0');

    public static readonly ValueKind LandNumber = new(
        "tener de 1 a 150 letras o dígitos",
        text => text.Length is >= 1 and <= 150 && text.All(char.IsAsciiLetterOrDigit));

    public static readonly ValueKind Confirmation = new(
        "tener 5 letras o dígitos", text => text.Length == 5 && text.All(char.IsAsciiLetterOrDigit));

    public static readonly ValueKind Product =
        new("ser una clave de c_ClaveProdServ", SatCatalogues.Products.Contains);

    public static readonly ValueKind Unit = new("ser una clave de c_ClaveUnidad", SatCatalogues.Units.Contains);

    public static readonly ValueKind PostalCode =
        new("ser un código de c_CodigoPostal", SatCatalogues.PostalCodes.Contains);

    public static readonly ValueKind Currency = new("ser una clave de c_Moneda", SatCatalogues.IsCurrency);

    public static readonly ValueKind Regime = new("ser una clave de c_RegimenFiscal", TaxRegimes.Exists);

    public static readonly ValueKind Use = new("ser una clave de c_UsoCFDI", TaxRegimes.IsUse);

    public static ValueKind Key(string catalogue) =>
        new($"ser una clave de {catalogue}", SatCatalogues.Of(catalogue).Contains);

    public static ValueKind Fixed(string value) => new($"ser {value}", text => text == value);

    public static ValueKind Digits(int count) =>
        new($"tener {count} dígitos", text => text.Length == count && AreDigits(text));

    /// <summary>1 to so many characters, without the bar that divides the chain to be sealed.</summary>
    public static ValueKind Text(int most) => new(
        $"tener de 1 a {most} caracteres, sin la barra |",
        text => text.Length >= 1 && IsWithin(text, most) && !text.Contains('|', StringComparison.Ordinal));

    /// <summary>1 to so many characters of any kind.</summary>
    public static ValueKind FreeText(int most) =>
        new($"tener de 1 a {most} caracteres", text => text.Length >= 1 && IsWithin(text, most));

    /// <summary>A schema counts characters, not halves of them.</summary>
    private static bool IsWithin(string text, int most) =>
        text.Length <= most || (text.Length <= most * 2 && text.EnumerateRunes().Count() <= most);

    private static bool IsAmount(string text, int most)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        ReadOnlySpan<char> whole = point < 0 ? text : text.AsSpan(0, point);
        ReadOnlySpan<char> rest = point < 0 ? "0" : text.AsSpan(point + 1);
        return whole.Length is >= 1 and <= 18 && AreDigits(whole)
            && rest.Length >= 1 && rest.Length <= most && AreDigits(rest);
    }

    private static bool IsDecimal(string text, int most)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        ReadOnlySpan<char> whole = point < 0 ? text : text.AsSpan(0, point);
        ReadOnlySpan<char> rest = point < 0 ? "" : text.AsSpan(point + 1);
        return whole.Length + rest.Length > 0 && whole.Length <= 18 && AreDigits(whole)
            && rest.Length <= most && AreDigits(rest);
    }

    private static bool IsZero(string text) => text.AsSpan().IndexOfAnyInRange('1', '9') < 0;

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsRfc(string text, int least, int most)
    {
        if (text.Length < least || text.Length > most)
        {
            return false;
        }

        int letters = text.Length - 9;
        return text.AsSpan(0, letters).IndexOfAnyExcept(RfcLetters) < 0
            && AreDigits(text.AsSpan(letters, 6))
            && IsWithin(text.AsSpan(letters + 2, 2), 1, 12) && IsWithin(text.AsSpan(letters + 4, 2), 1, 31)
            && text.AsSpan(letters + 6, 2).IndexOfAnyExcept(Capitals) < 0
            && (char.IsAsciiDigit(text[^1]) || text[^1] == 'A');
    }

    private static bool IsWithin(ReadOnlySpan<char> digits, int least, int most)
    {
        int value = ((digits[0] - '0') * 10) + digits[1] - '0';
        return value >= least && value <= most;
    }

    private static bool IsUuid(string text) => text.Length == 36 && Guid.TryParseExact(text, "D", out _);

    private static bool IsOwnId(string text) => text.Length == 16 && text[3] == '-' && text[6] == '-'
        && AreDigits(text.AsSpan(0, 3)) && AreDigits(text.AsSpan(4, 2)) && AreDigits(text.AsSpan(7));

    private static bool IsTime(string text) =>
        text.Length == 19 && text.StartsWith("20", StringComparison.Ordinal) && text[2] != '0'
        && IssueTime.TryParse(text, TimeSpan.Zero, out _);

    private static bool IsCustoms(string text) => text.Length == 21
        && AreDigits(text.AsSpan(0, 2)) && AreDigits(text.AsSpan(4, 2)) && AreDigits(text.AsSpan(8, 4))
        && AreDigits(text.AsSpan(14)) && text.AsSpan(2, 2) is "  " && text.AsSpan(6, 2) is "  "
        && text.AsSpan(12, 2) is "  ";
}
