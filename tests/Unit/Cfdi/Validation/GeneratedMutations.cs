using System.Globalization;
using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>A change that can be made to many documents, at a place chosen by chance.</summary>
/// <param name="Code">What must be found.</param>
/// <param name="Kinds">Beginnings of kinds it is for: I, E, P, or longer.</param>
/// <param name="Place">Its first group is what changes.</param>
/// <param name="Change">The new text of the group.</param>
internal sealed record GeneratedMutation(string Code, string Kinds, Regex Place, Func<string, string> Change)
{
    private const string Amounts = "I E";
    private const string FirstTax = "ObjetoImp=\"02\"><[^>]*><[^>]*><cfdi:Traslado";

    public static readonly GeneratedMutation[] All =
    [
        Of("CFDI40119", Amounts, " Total=\"([^\"]*)\"", Plus(1)),
        Of("CFDI40108", Amounts, " SubTotal=\"([^\"]*)\"", Plus(1)),
        Of("CFDI40107", Amounts, " SubTotal=\"([^\"]*)\"", Append("0")),
        Of("CFDI40205", Amounts, " TotalImpuestosTrasladados=\"([^\"]*)\"", Plus(0.01m)),
        Of("CFDI40204", Amounts, " TotalImpuestosTrasladados=\"([^\"]*)\"", Append("0")),
        Of("CFDI40180", Amounts, FirstTax + " [^>]*Importe=\"([^\"]*)\"", Plus(9_999)),
        Of("AQ-043", Amounts, FirstTax + " Base=\"([^\"]*)\"", Plus(1)),
        Of("CFDI40167", "I-p E", " ValorUnitario=\"[^\"]*\" Importe=\"([^\"]*)\"", Plus(99_999)),
        Of("CFDI40166", Amounts, " ValorUnitario=\"([^\"]*)\"", To("0")),
        Of("CFDI40162", "I E P", "ClaveProdServ=\"([^\"]*)\"", To("99999999")),
        Of("AQ-041", Amounts, "ClaveProdServ=\"([^\"]*)\"", To("80141600")),
        Of("CFDI40165", "I E P", "ClaveUnidad=\"([^\"]*)\"", To("M3")),
        Of("CFDI40170", "I E", "ObjetoImp=\"([^\"]*)\"", To("09")),
        Of("301", "I E P", "( ObjetoImp=\"[^\"]*\")", To("")),
        Of("301", "I E P", "( UsoCFDI=\"[^\"]*\")", To("")),
        Of("301", "I E P", "( Moneda=\"[^\"]*\")", To("")),
        Of("301", "P", "( NumParcialidad=\"[^\"]*\")", To("")),
        Of("CFDI40160", "I E P", "UsoCFDI=\"([^\"]*)\"", To("P01")),
        Of("CFDI40157", "I E P", "RegimenFiscalReceptor=\"([^\"]*)\"", To("699")),
        Of("CFDI40140", "I E P", " RegimenFiscal=\"([^\"]*)\"", To("699")),
        Of("CFDI40104", Amounts, " FormaPago=\"([^\"]*)\"", To("77")),
        Of("CFDI40105", "I-ppd", " FormaPago=\"([^\"]*)\"", To("03")),
        Of("CFDI40126", "I E P", " LugarExpedicion=\"([^\"]*)\"", To("00999")),
        Of("CFDI40137", "E I-repl", "TipoRelacion=\"([^\"]*)\"", To("09")),
        Of("AQ-025", "E", "(<cfdi:CfdiRelacionados.*</cfdi:CfdiRelacionados>)", To("")),
        Of("CFDI40130", "I-global", "(<cfdi:InformacionGlobal[^>]*>)", To("")),
        Of("CFDI40149", "I-global", "DomicilioFiscalReceptor=\"([^\"]*)\"", To("76010")),
        Of("401", "I E P", " Fecha=\"([^\"]*)\"", To("2026-11-16T10:00:00")),
        Of("CFDI40101", "I E P", " Fecha=\"([^\"]*)\"", To("2026-11-20 10:00:00")),
        Of("CRP20211", "P", "MontoTotalPagos=\"([^\"]*)\"", Plus(1)),
        Of("CRP20217", "P-whole P-partial", " Monto=\"([^\"]*)\"", To("0.01")),
        Of("CRP20219", "P", " Monto=\"([^\"]*)\"", Append("0")),
        Of("CRP20244", "P", "ImpSaldoInsoluto=\"([^\"]*)\"", Plus(1)),
        Of("CRP20240", "P", "ImpSaldoAnt=\"([^\"]*)\"", Append("0")),
        Of("CRP20241", "P", "ImpPagado=\"([^\"]*)\"", To("0")),
        Of("CRP20245", "P", "ObjetoImpDR=\"([^\"]*)\"", To("09")),
        Of("CRP20261", "P", "TasaOCuotaDR=\"0.160000\" ImporteDR=\"([^\"]*)\"", Plus(9_999)),
        Of("CRP20268", "P", "<pago20:TrasladoP BaseP=\"([^\"]*)\"", Plus(1)),
        Of("CRP20212", "P", "FormaDePagoP=\"([^\"]*)\"", To("99")),
        Of("CRP20110", "P", " Total=\"(0)\"", To("0.00")),
        Of("AQ-R01", Amounts, "(</cfdi:Comprobante>)",
            To("<cfdi:Complemento><x:Y xmlns:x=\"urn:x\"/></cfdi:Complemento></cfdi:Comprobante>")),
        Of("AQ-R01", Amounts, "</cfdi:Impuestos>(</cfdi:Concepto>)",
            To("<cfdi:ComplementoConcepto><x:Y xmlns:x=\"urn:x\"/></cfdi:ComplementoConcepto></cfdi:Concepto>")),
        Of("CFDI40106", "I E P", " NoCertificado=\"([^\"]*)\"", To("30001000000500003417")),
    ];

    public bool IsFor(string kind) => Kinds.Split(' ').Any(beginning =>
        kind.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Null where the document has no such place, or the change changes nothing.</summary>
    public string? Apply(string xml, Random random)
    {
        MatchCollection places = Place.Matches(xml);
        if (places.Count == 0)
        {
            return null;
        }

        Group at = places[random.Next(places.Count)].Groups[1];
        string changed = Change(at.Value);
        return changed == at.Value
            ? null : string.Concat(xml.AsSpan(0, at.Index), changed, xml.AsSpan(at.Index + at.Length));
    }

    private static GeneratedMutation Of(string code, string kinds, string place, Func<string, string> change) =>
        new(code, kinds, new Regex(place, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)), change);

    private static Func<string, string> To(string text) => _ => text;

    private static Func<string, string> Append(string text) => old => old + text;

    private static Func<string, string> Plus(decimal more) => old =>
        (decimal.Parse(old, CultureInfo.InvariantCulture) + more).ToString(CultureInfo.InvariantCulture);
}
