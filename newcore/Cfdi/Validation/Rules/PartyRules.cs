using System.Globalization;
using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of the issuer and of what a global invoice covers (CFDI40132 to 40141).</summary>
internal static class PartyRules
{
    private const string Bimonthly = "05";
    private const string IncorporationRegime = "621";
    private const int YearsBack = 5;

    /// <summary>Of the centre of the country, where the day of most of it ends.</summary>
    private static readonly TimeSpan Centre = TimeSpan.FromHours(-6);

    public static readonly RuleSet Global = RuleSet.Of<PlaceFacts>(
        nameof(PartyRules), "/Comprobante/InformacionGlobal", document => document.Global,
        new("CFDI40132", "Periodicidad", "La periodicidad 05 es sólo del régimen 621.",
            (document, at) => at["Periodicidad"] == Bimonthly
                && !document.Issuer.Exists(issuer => issuer["RegimenFiscal"] == IncorporationRegime)),
        new("CFDI40134", "Meses", "Meses debe ser de 01 a 12: la periodicidad no es 05.",
            (_, at) => at["Periodicidad"] != Bimonthly && IsPairOfMonths(at)),
        new("CFDI40135", "Meses", "Meses debe ser de 13 a 18: la periodicidad es 05.",
            (_, at) => at["Periodicidad"] == Bimonthly && !IsPairOfMonths(at)),
        new("CFDI40136", "Año", "Año debe ser el actual o uno de los cinco anteriores.",
            (document, at) => YearOf(at) is { } year
                && (year > Today(document) || year < Today(document) - YearsBack)));

    public static readonly RuleSet Issuer = RuleSet.Of<PlaceFacts>(
        nameof(PartyRules), "/Comprobante/Emisor", document => document.Issuer,
        new("CFDI40141", "RegimenFiscal", "El régimen del emisor no es de su tipo de persona.",
            (_, at) => !TaxRegimes.Fits(at["RegimenFiscal"], at["Rfc"])),
        new("AQ-001", "Rfc", "El emisor no es el de esta instalación.",
            (document, at) => document.Context.Issuer is { } issuer && issuer.Rfc != at["Rfc"]),
        new("AQ-002", "RegimenFiscal", "El régimen del emisor no es el de esta instalación.",
            (document, at) => document.Context.Issuer is { } issuer && issuer.Regime != at["RegimenFiscal"]),
        new("AQ-003", "", "LugarExpedicion no es el de esta instalación.",
            (document, _) => document.Context.Issuer is { } issuer && issuer.PostalCode != document["LugarExpedicion"]),
        new("AQ-W1", "Rfc", "El dígito verificador del RFC del emisor no corresponde.",
            (_, at) => !RfcCheckDigit.IsRight(at["Rfc"])));

    private static bool IsPairOfMonths(PlaceFacts at) => string.CompareOrdinal(at["Meses"], "12") > 0;

    private static int Today(DocumentFacts document) => document.Context.Now.ToOffset(Centre).Year;

    private static int? YearOf(PlaceFacts at) =>
        int.TryParse(at["Año"], NumberStyles.None, CultureInfo.InvariantCulture, out int year) ? year : null;
}
