using System.Text.RegularExpressions;
using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;
using static Strangler.Cfdi.Validation.Facts.DocumentFacts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of the receiver (CFDI40146 to 40161).</summary>
internal static partial class ReceiverRules
{
    public const string PublicName = "PUBLICO EN GENERAL";

    private const string NoObligations = "616";
    private const string PaymentUse = "CP01";

    public static readonly RuleSet Set = RuleSet.Of<PlaceFacts>(
        nameof(ReceiverRules), "/Comprobante/Receptor", document => document.Receiver,
        new("CFDI40146", "Rfc", "A PUBLICO EN GENERAL le corresponde el RFC XAXX010101000.",
            (_, at) => at["Nombre"] == PublicName && at["Rfc"] != PublicRfc),
        new("CFDI40149", "DomicilioFiscalReceptor", "Con RFC genérico, el domicilio debe ser LugarExpedicion.",
            (document, at) => IsGeneric(at) && at["DomicilioFiscalReceptor"] != document["LugarExpedicion"]),
        new("CFDI40151", "ResidenciaFiscal", "ResidenciaFiscal es sólo del RFC genérico extranjero.",
            (_, at) => at.Has("ResidenciaFiscal") && at["Rfc"] != ForeignRfc),
        new("CFDI40152", "ResidenciaFiscal", "ResidenciaFiscal no puede ser MEX.",
            (_, at) => at["ResidenciaFiscal"] == "MEX"),
        new("CFDI40153", "ResidenciaFiscal", "Falta ResidenciaFiscal: hay NumRegIdTrib o comercio exterior.",
            (document, at) => at["Rfc"] == ForeignRfc && !at.Has("ResidenciaFiscal")
                && (document.HasForeignTrade || at.Has("NumRegIdTrib"))),
        new("CFDI40154", "NumRegIdTrib", "NumRegIdTrib es sólo del RFC genérico extranjero.",
            (_, at) => at.Has("NumRegIdTrib") && at["Rfc"] != ForeignRfc),
        new("CFDI40155", "NumRegIdTrib", "Falta NumRegIdTrib: hay comercio exterior y el RFC es el extranjero.",
            (document, at) => at["Rfc"] == ForeignRfc && document.HasForeignTrade && !at.Has("NumRegIdTrib")),
        new("CFDI40156", "NumRegIdTrib", "NumRegIdTrib no tiene la forma del país.",
            (_, at) => at.Has("NumRegIdTrib") && at["ResidenciaFiscal"] is "USA" or "CAN"
                && !NineDigits().IsMatch(at["NumRegIdTrib"])),
        new("CFDI40158", "RegimenFiscalReceptor", "El régimen del receptor no es de su tipo de persona.",
            (_, at) => !TaxRegimes.Fits(at["RegimenFiscalReceptor"], at["Rfc"])),
        new("CFDI40159", "RegimenFiscalReceptor", "Con RFC genérico, el régimen del receptor debe ser 616.",
            (_, at) => IsGeneric(at) && at["RegimenFiscalReceptor"] != NoObligations),
        new("CFDI40161", "UsoCFDI", "UsoCFDI no es del tipo de persona y régimen del receptor.",
            (_, at) => !TaxRegimes.FitsUse(at["UsoCFDI"], at["RegimenFiscalReceptor"], at["Rfc"])),
        new("AQ-010", "UsoCFDI", "CP01 es de los pagos, y sólo de ellos.",
            (document, at) => document.IsPayment != (at["UsoCFDI"] == PaymentUse)),
        new("AQ-011", "DomicilioFiscalReceptor", "El código postal del receptor no está en c_CodigoPostal.",
            (_, at) => !SatCatalogues.PostalCodes.Contains(at["DomicilioFiscalReceptor"])),
        new("AQ-W2", "Rfc", "El dígito verificador del RFC del receptor no corresponde.",
            (_, at) => !RfcCheckDigit.IsRight(at["Rfc"])),
        new("AQ-W3", "Nombre",
            "El nombre lleva minúsculas o el régimen societario: el SAT lo quiere como en la constancia.",
            (_, at) => at["Nombre"].Any(char.IsLower) || CompanyForm().IsMatch(at["Nombre"])));

    private static bool IsGeneric(PlaceFacts at) => at["Rfc"] is PublicRfc or ForeignRfc;

    [GeneratedRegex("^[0-9]{9}$")]
    private static partial Regex NineDigits();

    [GeneratedRegex(@" (S\.? ?A\.?( DE C\.? ?V\.?)?|S\.? DE R\.? ?L\.?( DE C\.? ?V\.?)?)$", RegexOptions.None, 1000)]
    private static partial Regex CompanyForm();
}
