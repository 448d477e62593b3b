namespace Strangler.Cfdi.Documents;

/// <summary>When a document is paid (c_MetodoPago).</summary>
public enum PaymentTerms
{
    /// <summary>PUE: at once, in one sum.</summary>
    AtOnce,

    /// <summary>PPD: later or in parts; every payment gets a document of its own.</summary>
    Later,
}
