namespace Strangler.Cfdi.Sealing;

/// <summary>What a fiscal document declares (c_TipoDeComprobante); others are no business of a utility.</summary>
public enum CfdiType
{
    /// <summary>I: money that the utility charges.</summary>
    Income,

    /// <summary>E: a credit note.</summary>
    Credit,

    /// <summary>P: a payment of invoices that were to be paid later.</summary>
    Payment,
}
