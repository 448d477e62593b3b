using System.Globalization;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Printing;

/// <summary>Taxes in a customer's words.</summary>
internal static class TaxTexts
{
    /// <summary>Of an element with factor and rate: <c>16 %</c>, or exempt.</summary>
    public static string RateOf(Element tax) => Rate(tax["TipoFactor"], tax["TasaOCuota"]);

    public static string Rate(string? factor, string? rate) => factor == "Exento"
        ? "Exento"
        : string.Create(CultureInfo.InvariantCulture, $"{PrintedDocument.ValueOf(rate) * 100:0.##} %");

    public static string NameOf(Element tax) => tax["Impuesto"] switch
    {
        "001" => "ISR",
        "003" => "IEPS",
        _ => "IVA",
    };
}
