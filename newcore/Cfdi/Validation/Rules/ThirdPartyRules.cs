using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of lines that are sold for somebody else (CFDI40188 to 40193, 140223).</summary>
internal static class ThirdPartyRules
{
    private const string ForeignSeller = "EXT990101NI1";

    private const string ForeignSellerName =
        "EXPEDICIÓN DE CFDI POR RESIDENTES EN MÉXICO QUE PRESTAN SERVICIOS DE INTERMEDIACIÓN ENTRE TERCEROS A "
        + "OFERENTES DE BIENES Y SERVICIOS RESIDENTES EN EL EXTRANJERO";

    public static readonly RuleSet Set = RuleSet.Of<PlaceFacts>(
        nameof(ThirdPartyRules), "/Comprobante/Conceptos/Concepto/ACuentaTerceros",
        document => document.Lines.SelectMany(line => line.ThirdParties),
        new("CFDI40188", "RfcACuentaTerceros", "El tercero no puede ser el emisor ni el receptor.",
            (document, at) => at["RfcACuentaTerceros"] == document.IssuerRfc
                || at["RfcACuentaTerceros"] == document.ReceiverRfc),
        new("CFDI40189", "NombreACuentaTerceros", "El nombre no es el que le toca al RFC EXT990101NI1.",
            (_, at) => IsForeign(at) && at["NombreACuentaTerceros"] != ForeignSellerName),
        new("CFDI40193", "DomicilioFiscalACuentaTerceros", "Con EXT990101NI1, el domicilio debe ser LugarExpedicion.",
            (document, at) => IsForeign(at) && at["DomicilioFiscalACuentaTerceros"] != document["LugarExpedicion"]),
        new("CFDI140223", "RegimenFiscalACuentaTerceros", "Con EXT990101NI1, el régimen debe ser 616.",
            (_, at) => IsForeign(at) && at["RegimenFiscalACuentaTerceros"] != "616"));

    private static bool IsForeign(PlaceFacts at) => at["RfcACuentaTerceros"] == ForeignSeller;
}
