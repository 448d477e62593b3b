namespace Strangler.Cfdi.Validation.Facts;

/// <summary>What the same facts of a tax are called in the three places that have them.</summary>
internal sealed record TaxNames(
    string Group, string Entry, string Base, string Tax, string Factor, string Rate, string Amount)
{
    public static readonly TaxNames Transfer = Of("Traslados", "Traslado", "");
    public static readonly TaxNames Withholding = Of("Retenciones", "Retencion", "");
    public static readonly TaxNames RelatedTransfer = Of("TrasladosDR", "TrasladoDR", "DR");
    public static readonly TaxNames RelatedWithholding = Of("RetencionesDR", "RetencionDR", "DR");
    public static readonly TaxNames PaymentTransfer = Of("TrasladosP", "TrasladoP", "P");
    public static readonly TaxNames PaymentWithholding = Of("RetencionesP", "RetencionP", "P");

    private static TaxNames Of(string group, string entry, string end) => new(
        group, entry, "Base" + end, "Impuesto" + end, "TipoFactor" + end, "TasaOCuota" + end, "Importe" + end);
}
