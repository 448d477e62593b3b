using System.Buffers;
using System.Text.Json;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Payments;

/// <summary>Asking for a payment reference in the JSON of its operation, for those who say it in English.</summary>
public static class PaymentSlipJson
{
    public static Operation Operation { get; } =
        ContractCatalog.AquaCis.Find("InterfazGenericaGestionDeudaWS", "getDocumentoPagoXML");

    /// <param name="invoices">Their numbers; none for all that is owed.</param>
    public static void Write(IBufferWriter<byte> output, ContractNumber contract, IReadOnlyList<string> invoices)
    {
        using Utf8JsonWriter json = new(output);
        json.WriteStartObject();
        json.WriteNumber("contrato", contract.Value);
        json.WriteStartObject("docs");
        json.WriteStartArray("facturasPendientes");
        foreach (string invoice in invoices)
        {
            json.WriteStartObject();
            json.WriteString("factura", invoice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Null where it says nothing.</summary>
    public static OperationResult<IssuedReference>? Read(ReadOnlyMemory<byte> reply) =>
        OperationResult<IssuedReference>.Read(reply, "return", "resultado", static all =>
            OperationResult<IssuedReference>.Field(all, "referencia") is { } reference
                ? new IssuedReference($"{reference}", $"{OperationResult<IssuedReference>.Field(all, "rafagaPago")}")
                : null);
}
