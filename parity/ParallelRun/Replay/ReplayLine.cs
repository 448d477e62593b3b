using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strangler.ParallelRun.Replay;

/// <summary>A line of the file as written: a whole envelope, or an operation with what it is asked.</summary>
/// <param name="Service">
/// Last segment of the service's path; needed with a body, and where two services have the operation.
/// </param>
/// <param name="Body">A SOAP envelope.</param>
/// <param name="Contract">For the field that names the contract, wherever the operation has it.</param>
/// <param name="TaxId">Likewise.</param>
/// <param name="Fields">The request's other fields by their names on the wire.</param>
/// <param name="Group">Billing group, for the report.</param>
internal sealed record ReplayLine(
    string? Service, string? Operation, string? Body, int? Contract, string? TaxId, JsonElement? Fields, string? Group)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 16,
    };

    /// <exception cref="JsonException">It is no such thing.</exception>
    public static ReplayLine Parse(string text) =>
        JsonSerializer.Deserialize<ReplayLine>(text, Json) ?? throw new JsonException("The line is null.");
}
