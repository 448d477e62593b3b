namespace Strangler.Cfdi.Cancelling;

/// <summary>Why a document is cancelled, by SAT's numbers.</summary>
public enum CancellationMotive
{
    /// <summary>01: wrong, and another one takes its place.</summary>
    Replaced = 1,

    /// <summary>02: wrong, without another one.</summary>
    Wrong = 2,

    /// <summary>03: what it is about did not take place.</summary>
    NotCarriedOut = 3,

    /// <summary>04: asked for by name after it was part of a global invoice.</summary>
    InGlobalInvoice = 4,
}
