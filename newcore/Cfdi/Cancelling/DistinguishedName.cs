using System.Security.Cryptography.X509Certificates;

namespace Strangler.Cfdi.Cancelling;

/// <summary>The name of a certificate's issuer as SAT's requests show it: in the certificate's own order.</summary>
internal static class DistinguishedName
{
    public static string TextOf(X500DistinguishedName name) => string.Join(
        ',', name.EnumerateRelativeDistinguishedNames(reversed: false)
            .Where(part => !part.HasMultipleElements)
            .Select(part => $"{LabelOf(part.GetSingleElementType().Value!)}={Escape(part.GetSingleElementValue())}"));

    private static string LabelOf(string oid) => oid switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.5" => "serialNumber",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "street",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "2.5.4.17" => "postalCode",
        "2.5.4.41" => "name",
        "2.5.4.45" => "x500UniqueIdentifier",
        "1.2.840.113549.1.9.1" => "emailAddress",
        "1.2.840.113549.1.9.2" => "unstructuredName",
        _ => oid,
    };

    private static string Escape(string? value) =>
        (value ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\2c", StringComparison.Ordinal);
}
