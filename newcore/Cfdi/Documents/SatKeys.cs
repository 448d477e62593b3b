namespace Strangler.Cfdi.Documents;

/// <summary>The few keys of the tax authority's catalogues that documents of a water utility are made with.</summary>
public static class SatKeys
{
    public const string Vat = "002";

    /// <summary>Objects of tax (c_ObjetoImp).</summary>
    public const string NotTaxable = "01";
    public const string Taxable = "02";

    /// <summary>Products and units.</summary>
    public const string WaterAndSewerage = "83101500";
    public const string WaterSupply = "83101501";
    public const string WasteWaterTreatment = "83101506";
    public const string BillingService = "84111506";
    public const string NotInCatalogue = "01010101";
    public const string CubicMetre = "MTQ";
    public const string ServiceUnit = "E48";
    public const string Activity = "ACT";

    public const string Pesos = "MXN";

    /// <summary>No currency: of payments.</summary>
    public const string NoCurrency = "XXX";
    public const string NoExport = "01";

    /// <summary>Form of payment: still to be known. What PPD asks for.</summary>
    public const string ToBeDefined = "99";

    /// <summary>What a receiver uses a document for (c_UsoCFDI).</summary>
    public const string UseExpenses = "G03";
    public const string UseReturns = "G02";
    public const string UseNone = "S01";
    public const string UsePayments = "CP01";

    /// <summary>Tax regimes (c_RegimenFiscal).</summary>
    public const string RegimeNone = "616";
    public const string RegimeBimonthly = "621";

    /// <summary>Relations (c_TipoRelacion).</summary>
    public const string CreditNoteOf = "01";
    public const string ReplacementOf = "04";

    /// <summary>Taxpayers who have no number here.</summary>
    public const string PublicRfc = "XAXX010101000";
    public const string ForeignRfc = "XEXX010101000";

    /// <summary>The name that makes a document a global one.</summary>
    public const string PublicName = "PUBLICO EN GENERAL";
}
