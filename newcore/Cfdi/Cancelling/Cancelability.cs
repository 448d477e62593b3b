namespace Strangler.Cfdi.Cancelling;

/// <summary>Whether SAT would cancel a document.</summary>
public enum Cancelability
{
    /// <summary>Living documents relate to it, or it is cancelled already.</summary>
    No,

    /// <summary>Without asking its receiver.</summary>
    AtOnce,

    /// <summary>Its receiver is asked, and has three business days.</summary>
    WithAcceptance,
}
