namespace Strangler.Core.Payments.Reconciling;

/// <summary>Whether an earlier line has the same number.</summary>
public enum LineTwin
{
    None,

    /// <summary>In another file, and it says the same: two files overlap.</summary>
    Repeated,

    /// <summary>In the same file, or it says something else.</summary>
    Contradicted,
}
