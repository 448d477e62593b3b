namespace Strangler.Core.Billing;

/// <summary>How long the cycles of a billing group are.</summary>
public enum CycleKind : byte
{
    Monthly,
    Bimonthly,
    Quarterly,

    /// <summary>So many days each, counted from an anchor.</summary>
    Custom,
}
