namespace Strangler.Core.Payments.Reconciling;

/// <summary>How far a line is accounted for.</summary>
public enum LineStatus
{
    /// <summary>To the centavo.</summary>
    Matched,

    /// <summary>The difference is fee, IVA of the fee and rounding, or it was said before.</summary>
    Explained,

    /// <summary>A person is to look.</summary>
    Listed,
}
