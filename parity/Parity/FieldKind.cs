namespace Strangler.Parity;

/// <summary>What a field's text means, and so when two texts are equal.</summary>
public enum FieldKind
{
    Text,
    Boolean,
    WholeNumber,

    /// <summary>Equal whatever its scale; its difference counts as money where the shape says so.</summary>
    Decimal,

    DateTime,
    Binary,
    Record,
}
