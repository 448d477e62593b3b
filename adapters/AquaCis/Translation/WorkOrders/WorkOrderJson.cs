using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.WorkOrders;

/// <summary>Work orders in the JSON of their operations, for those who say it in English.</summary>
public static class WorkOrderJson
{
    private const string Service = "InterfazGenericaContratacionWS";

    public static Operation Create { get; } = Find("crearOrdenServicio");

    public static Operation Get { get; } = Find("recuperaOrdenesServicio");

    public static Operation List { get; } = Find("consultaHistoricoActuacionesContrato");

    public static void WriteCreate(IBufferWriter<byte> output, WorkOrderRequest order)
    {
        using Utf8JsonWriter json = new(output);
        json.WriteStartObject();
        json.WriteNumber("numeroContrato", order.Contract.Value);
        json.WriteNumber("tipoOrden", order.Type);
        json.WriteNumber("motivoOrden", order.Reason);
        json.WriteNull("login");
        json.WriteNull("idioma");
        json.WriteEndObject();
    }

    public static void WriteGet(IBufferWriter<byte> output, int number)
    {
        using Utf8JsonWriter json = new(output);
        json.WriteStartObject();
        json.WriteStartObject("idOrdenes");
        json.WriteStartArray("int");
        json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <param name="skip">Entries before.</param>
    /// <param name="take">At most 100.</param>
    public static void WriteList(
        IBufferWriter<byte> output, ContractNumber contract, DateOnly? from, DateOnly? until, int skip, int take)
    {
        using Utf8JsonWriter json = new(output);
        json.WriteStartObject();
        json.WriteNumber("numeroContrato", contract.Value);
        json.WriteString("fechaInicio", Day(from));
        json.WriteString("fechaFin", Day(until));
        json.WriteNumber("registroInicial", skip + 1);
        json.WriteNumber("registroTotal", take);
        json.WriteEndObject();
    }

    /// <summary>The number of a new one.</summary>
    public static OperationResult<string>? ReadCreate(ReadOnlyMemory<byte> reply) => OperationResult<string>.Read(
        reply, "crearOrdenServicioReturn", "resultado", static all =>
            OperationResult<string>.Field(all, "idOrdenServicio")?.ToString());

    public static OperationResult<WorkOrderStanding>? ReadGet(ReadOnlyMemory<byte> reply) =>
        OperationResult<WorkOrderStanding>.Read(reply, "recuperaOrdenesServicioReturn", "resultado", static all =>
            Items(all, "ordenesServicios", "OrdenesServiciosDTO")
                .Select(one => new WorkOrderStanding(
                    Number(one, "numOrden") ?? 0, Number(one, "estado"), Text(one, "fecha")))
                .FirstOrDefault());

    public static OperationResult<IReadOnlyList<WorkOrderEntry>>? ReadList(ReadOnlyMemory<byte> reply) =>
        OperationResult<IReadOnlyList<WorkOrderEntry>>.Read(
            reply, "consultaHistoricoActuacionesContratoReturn", "resultado", static all =>
            [
                .. Items(all, "actuaciones", "ActuacionDTO").Select(one =>
                    new WorkOrderEntry(Text(one, "fecha"), Text(one, "descripcion"), Text(one, "motivo"))),
            ]);

    private static Operation Find(string name) => ContractCatalog.AquaCis.Find(Service, name);

    private static IEnumerable<JsonElement> Items(JsonElement all, string list, string item) =>
        Field(all, list) is { } found && Field(found, item) is { } items
            ? items.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static int? Number(JsonElement record, string name) => Field(record, name)?.GetInt32();

    private static string? Text(JsonElement record, string name) => Field(record, name)?.ToString();

    private static JsonElement? Field(JsonElement record, string name) => OperationResult<object>.Field(record, name);
}
