using QRCoder;

namespace Strangler.Cfdi.Printing;

/// <summary>The square code with which anybody asks SAT about a document.</summary>
public static class VerificationCode
{
    private const string Address = "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx";
    private const int SealCharacters = 8;

    /// <param name="total">As in the document; its zeros at the end are left out, but for one decimal.</param>
    /// <param name="seal">The issuer's.</param>
    public static string TextOf(string uuid, string issuer, string receiver, string total, string seal) =>
        $"{Address}?id={uuid}&re={Escaped(issuer)}&rr={Escaped(receiver)}&tt={Short(total)}"
        + $"&fe={(seal.Length <= SealCharacters ? seal : seal[^SealCharacters..])}";

    /// <summary>With the quiet zone of four light modules that readers need.</summary>
    public static IReadOnlyList<IReadOnlyList<bool>> ModulesOf(string text)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        return [.. code.ModuleMatrix.Select(row => (IReadOnlyList<bool>)[.. row.Cast<bool>()])];
    }

    /// <summary>As it stands in the XML: SAT compares the characters.</summary>
    private static string Escaped(string taxpayer) => taxpayer.Replace("&", "&amp;", StringComparison.Ordinal);

    private static string Short(string total)
    {
        string[] parts = total.Split('.');
        string decimals = parts.Length > 1 ? parts[1].TrimEnd('0') : "";
        return $"{parts[0]}.{(decimals.Length > 0 ? decimals : "0")}";
    }
}
