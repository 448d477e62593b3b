using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Rest.Operations;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Reference;

/// <summary>Writes the OpenAPI 3.1 document: /api/v1, and all operations from the contract model.</summary>
internal sealed class OpenApiWriter
{
    private const string Json = "application/json";

    private readonly Utf8JsonWriter _json;

    private OpenApiWriter(Utf8JsonWriter json) => _json = json;

    public static byte[] Write()
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(
            bytes, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new OpenApiWriter(json).WriteDocument();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private void WriteDocument()
    {
        _json.WriteStartObject();
        _json.WriteString("openapi", "3.1.0");
        Raw("info", """{"title":"AquaCIS gateway","version":"1.0.0"}""");
        Raw("security", """[{"key":[]},{"token":[]}]""");
        _json.WriteStartObject("paths");
        foreach (IGrouping<string, ResourceDescription> path in ResourceDescription.All.GroupBy(one => one.Path))
        {
            _json.WriteStartObject(path.Key);
            foreach (ResourceDescription resource in path)
            {
                WriteResource(resource);
            }

            _json.WriteEndObject();
        }

        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            WriteOperation(operation);
        }

        _json.WriteEndObject();
        WriteComponents();
        _json.WriteEndObject();
    }

    private void WriteResource(ResourceDescription resource)
    {
        _json.WriteStartObject(resource.Method);
        _json.WriteString("operationId", resource.Id);
        _json.WriteString("summary", resource.Summary);
        _json.WriteStartArray("parameters");
        foreach (string part in resource.Path.Split('/').Where(part => part.StartsWith('{')))
        {
            WriteParameter(part.Trim('{', '}'), "path", part == "{contract}" ? "integer" : "string");
        }

        foreach (string name in resource.Query)
        {
            WriteParameter(name, "query", name == "limit" ? "integer" : "string");
        }

        if (resource.NeedsKey)
        {
            WriteParameter(IdempotencyKey.Header, "header", "string");
        }

        _json.WriteEndArray();
        if (resource.Request is { } request)
        {
            WriteBody("requestBody", () => WriteExampleSchema(request));
        }

        WriteResponses($"{resource.Status}", resource.ContentType, () => WriteAnswerSchema(resource));
        _json.WriteEndObject();
    }

    private void WriteParameter(string name, string place, string type)
    {
        _json.WriteStartObject();
        _json.WriteString("name", name);
        _json.WriteString("in", place);
        _json.WriteBoolean("required", place != "query");
        Raw("schema", $$"""{"type":"{{type}}"}""");
        _json.WriteEndObject();
    }

    private void WriteOperation(Operation operation)
    {
        _json.WriteStartObject($"{OperationEndpoint.Path}/{operation.Service}/{operation.Name}");
        _json.WriteStartObject("post");
        _json.WriteString("operationId", $"{operation.Service}_{operation.Name}");
        _json.WriteString("summary", operation.Kind == OperationKind.Query ? "Reads" : "Changes something, once");
        if (operation.Kind == OperationKind.Command)
        {
            Raw("parameters", $$$"""
                [{"name":"{{{IdempotencyKey.Header}}}","in":"header","required":false,"schema":{"type":"string"}}]
                """);
        }

        WriteBody("requestBody", () => WriteRecord((RecordType)operation.Request.Type));
        WriteResponses("200", Json, () => WriteRecord((RecordType)operation.Response.Type));
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteBody(string name, Action writeSchema)
    {
        _json.WriteStartObject(name);
        _json.WriteBoolean("required", true);
        WriteContent(Json, writeSchema);
        _json.WriteEndObject();
    }

    private void WriteContent(string type, Action writeSchema)
    {
        _json.WriteStartObject("content");
        _json.WriteStartObject(type);
        _json.WritePropertyName("schema");
        writeSchema();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteAnswerSchema(ResourceDescription resource)
    {
        if (resource.ContentType == Json)
        {
            WriteExampleSchema(resource.Example);
        }
        else
        {
            _json.WriteRawValue("""{"type":"string","format":"binary"}""");
        }
    }

    private void WriteResponses(string status, string contentType, Action writeSchema)
    {
        _json.WriteStartObject("responses");
        _json.WriteStartObject(status);
        _json.WriteString("description", "The answer");
        WriteContent(contentType, writeSchema);
        _json.WriteEndObject();
        Raw("default", """{"$ref":"#/components/responses/problem"}""");
        _json.WriteEndObject();
    }

    private void WriteComponents()
    {
        _json.WriteStartObject("components");
        Raw(
            "securitySchemes",
            """
            {"key":{"type":"apiKey","in":"header","name":"X-Api-Key"},
            "token":{"type":"http","scheme":"bearer","bearerFormat":"JWT"}}
            """);
        _json.WriteStartObject("responses");
        _json.WriteStartObject("problem");
        _json.WriteString("description", "Why there is no answer");
        WriteContent(Problem.ContentType, () => _json.WriteRawValue(
            """{"$ref":"#/components/schemas/Problem"}"""));
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteStartObject("schemas");
        string types = string.Join(',', ProblemTypes.All.Select(type => $"\"{type.Uri}\""));
        Raw("Problem", """
            {"type":"object","required":["type","title","status"],"properties":{"type":{"type":"string",
            "enum":[@types]},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},
            "code":{"type":"string"},"errors":{"type":"array","items":{"type":"object","properties":{
            "pointer":{"type":"string"},"message":{"type":"string"}}}}}}
            """.Replace("@types", types));
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Types within types are written out where they stand: their names are not unique.</summary>
    private void WriteRecord(RecordType type)
    {
        _json.WriteStartObject();
        _json.WriteString("type", "object");
        _json.WriteStartObject("properties");
        foreach (WireField field in type.Fields)
        {
            _json.WritePropertyName(field.Name);
            if (field.Unbounded)
            {
                _json.WriteStartObject();
                _json.WriteString("type", "array");
                _json.WritePropertyName("items");
                WriteField(field);
                _json.WriteEndObject();
            }
            else
            {
                WriteField(field);
            }
        }

        _json.WriteEndObject();
        _json.WriteStartArray("required");
        foreach (WireField field in type.Fields.Where(field => field is { MinOccurs: 1, Nillable: false }))
        {
            _json.WriteStringValue(field.Name);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteField(WireField field)
    {
        if (field.Type is RecordType record)
        {
            if (field.Nillable)
            {
                _json.WriteStartObject();
                _json.WriteStartArray("anyOf");
                WriteRecord(record);
                _json.WriteRawValue("""{"type":"null"}""");
                _json.WriteEndArray();
                _json.WriteEndObject();
            }
            else
            {
                WriteRecord(record);
            }

            return;
        }

        string type = TypeOf((field.Type as PrimitiveType)?.Kind ?? PrimitiveKind.Text);
        _json.WriteRawValue(field.Nillable ? $$"""{"type":["{{type}}","null"]}""" : $$"""{"type":"{{type}}"}""");
    }

    private static string TypeOf(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Boolean => "boolean",
        PrimitiveKind.Short or PrimitiveKind.Int or PrimitiveKind.Long => "integer",
        PrimitiveKind.Decimal or PrimitiveKind.Float => "number",
        _ => "string",
    };

    /// <summary>A schema that the example shows: its fields and their types.</summary>
    private void WriteExampleSchema(string example)
    {
        using JsonDocument document = JsonDocument.Parse(example);
        WriteShape(document.RootElement, example);
    }

    private void WriteShape(JsonElement value, string? example)
    {
        _json.WriteStartObject();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _json.WriteString("type", "object");
                _json.WriteStartObject("properties");
                foreach (JsonProperty field in value.EnumerateObject())
                {
                    _json.WritePropertyName(field.Name);
                    WriteShape(field.Value, null);
                }

                _json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                _json.WriteString("type", "array");
                _json.WritePropertyName("items");
                WriteShape(value.EnumerateArray().FirstOrDefault(), null);
                break;
            case JsonValueKind.Undefined:
                _json.WriteString("type", "object");
                break;
            default:
                Raw("type", value.ValueKind switch
                {
                    JsonValueKind.Number => "\"number\"",
                    JsonValueKind.True or JsonValueKind.False => "\"boolean\"",
                    JsonValueKind.Null => """["string","null"]""",
                    _ => "\"string\"",
                });
                break;
        }

        if (example is not null)
        {
            Raw("examples", $"[{example}]");
        }

        _json.WriteEndObject();
    }

    private void Raw(string name, string json)
    {
        _json.WritePropertyName(name);
        _json.WriteRawValue(json);
    }
}
