namespace Strangler.Cfdi.Cancelling;

/// <summary>How far a request for cancellation is.</summary>
public enum CancellationProgress
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The receiver has not answered.</summary>
    Waiting,

    /// <summary>The receiver refused.</summary>
    Rejected,

    /// <summary>The receiver said nothing in time, which counts as consent.</summary>
    Lapsed,

    /// <summary>The receiver agreed.</summary>
    Accepted,

    /// <summary>Nobody had to be asked.</summary>
    AtOnce,
}
