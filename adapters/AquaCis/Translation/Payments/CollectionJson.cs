using System.Buffers;
using System.Text.Json;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Translation.Payments;

/// <summary>A collection in the JSON of its operation, for those who say it in English.</summary>
public static class CollectionJson
{
    public static Operation Operation { get; } =
        ContractCatalog.AquaCis.Find("InterfazGenericaGestionDeudaWS", "cobrarReferencia");

    public static void Write(IBufferWriter<byte> output, PaymentOrder order)
    {
        using Utf8JsonWriter json = new(output);
        json.WriteStartObject();
        json.WriteString("referencia", order.Reference);
        json.WriteNumber("importe", order.Amount.Pesos);
        json.WriteStartObject("datosCobro");
        Text(json, "cajero", order.Cashier);
        Text(json, "comercio", order.Store);
        json.WriteString("fechaPago", order.PaidOn);
        Text(json, "terminal", order.Terminal);
        Text(json, "ticket", order.Ticket);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Null where it says nothing.</summary>
    public static OperationResult<object>? Read(ReadOnlyMemory<byte> reply) =>
        OperationResult<object>.Read(reply, "return", null, static _ => null);

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
