namespace Strangler.AquaCis.Contracts;

public enum PrimitiveKind
{
    Text,
    Boolean,
    Short,
    Int,
    Long,
    Decimal,
    Float,
    DateTime,
    Binary,
    Any,
}
