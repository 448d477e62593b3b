using System.Text.Json.Nodes;
using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Integration.Rest;

/// <summary>Requests made from the contract model alone.</summary>
internal static class ContractJson
{
    /// <summary>All fields of an operation, each with a value of its type.</summary>
    public static JsonObject RequestOf(Operation operation) => Record((RecordType)operation.Request.Type, 0);

    private static JsonObject Record(RecordType type, int depth)
    {
        JsonObject record = [];
        foreach (WireField field in type.Fields.Where(field => depth < 5 || field.MinOccurs > 0))
        {
            JsonNode value = Value(field.Type, depth);
            record[field.Name] = field.Unbounded ? new JsonArray(value) : value;
        }

        return record;
    }

    private static JsonNode Value(WireType type, int depth) => type switch
    {
        RecordType record => Record(record, depth + 1),
        EnumeratedType enumerated => enumerated.Values[0],
        PrimitiveType primitive => primitive.Kind switch
        {
            PrimitiveKind.Boolean => true,
            PrimitiveKind.Short or PrimitiveKind.Int or PrimitiveKind.Long => 1,
            PrimitiveKind.Decimal or PrimitiveKind.Float => 1.5m,
            PrimitiveKind.DateTime => "2026-03-31T12:00:00Z",
            PrimitiveKind.Binary => "AAEC",
            _ => "1",
        },
        _ => "1",
    };
}
