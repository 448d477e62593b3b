using System.Text.Json;

namespace Strangler.AquaCis.Translation;

/// <summary>How an operation went, and what it gave, read from its reply in JSON.</summary>
/// <param name="Code">0 is success.</param>
/// <param name="Item">Null where there was none.</param>
public sealed record OperationResult<T>(int Code, string Message, T? Item)
    where T : class
{
    /// <param name="returned">The field that holds all else.</param>
    /// <param name="result">The field in it that holds code and text; null where they stand in it.</param>
    /// <returns>Null where it does not say how it went.</returns>
    internal static OperationResult<T>? Read(
        ReadOnlyMemory<byte> reply, string returned, string? result, Func<JsonElement, T?> read)
    {
        using JsonDocument document = JsonDocument.Parse(reply);
        return Field(document.RootElement, returned) is { } all
            && (result is null ? all : Field(all, result)) is { } said
            && Field(said, "codigoError") is { } code && code.TryGetInt32(out int number)
                ? new OperationResult<T>(
                    number, $"{Field(said, "descripcionError")}", number == 0 ? read(all) : null)
                : null;
    }

    /// <summary>Null where it is absent or nil.</summary>
    internal static JsonElement? Field(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out JsonElement field)
        && field.ValueKind != JsonValueKind.Null
            ? field
            : null;
}
