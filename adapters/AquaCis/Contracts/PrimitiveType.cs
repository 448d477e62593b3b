namespace Strangler.AquaCis.Contracts;

/// <summary>One of the XML Schema types that AquaCIS uses.</summary>
public sealed class PrimitiveType : WireType
{
    public const string SchemaNamespace = "http://www.w3.org/2001/XMLSchema";

    private PrimitiveType(string name, PrimitiveKind kind) : base(name, SchemaNamespace) => Kind = kind;

    public PrimitiveKind Kind { get; }

    /// <summary>By published name: <c>int</c>, <c>dateTime</c> and so on.</summary>
    public static IReadOnlyDictionary<string, PrimitiveType> ByName { get; } = new Dictionary<string, PrimitiveType>
    {
        ["string"] = new("string", PrimitiveKind.Text),
        ["boolean"] = new("boolean", PrimitiveKind.Boolean),
        ["short"] = new("short", PrimitiveKind.Short),
        ["int"] = new("int", PrimitiveKind.Int),
        ["long"] = new("long", PrimitiveKind.Long),
        ["decimal"] = new("decimal", PrimitiveKind.Decimal),
        ["float"] = new("float", PrimitiveKind.Float),
        ["dateTime"] = new("dateTime", PrimitiveKind.DateTime),
        ["base64Binary"] = new("base64Binary", PrimitiveKind.Binary),
        ["anyType"] = new("anyType", PrimitiveKind.Any),
    };

    /// <summary>What a required, non-nillable field says when there is nothing to say: JAXB's default.</summary>
    public string Default => Kind switch
    {
        PrimitiveKind.Short or PrimitiveKind.Int or PrimitiveKind.Long or PrimitiveKind.Decimal => "0",
        PrimitiveKind.Float => "0.0",
        PrimitiveKind.Boolean => "false",
        PrimitiveKind.DateTime => "1970-01-01T00:00:00.000Z",
        _ => "",
    };
}
