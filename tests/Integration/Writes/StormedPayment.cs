using System.Globalization;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Writes;

/// <summary>A payment that is sent again and again until it is known to be taken.</summary>
/// <param name="Number">Part of its content: no two are the same.</param>
internal sealed record StormedPayment(int Number, SampleCustomer Customer, int Centavos)
{
    public const string Debt = "InterfazGenericaGestionDeudaWS";

    /// <summary>One in four has a ticket, by which the stand-in would know it again; of the others it knows nothing.
    /// </summary>
    public OperationCall Call => new(
        Debt, Number % 3 == 0 ? "cobrarReferenciaFrmPago" : "cobrarReferencia",
        string.Create(
            CultureInfo.InvariantCulture,
            $"<referencia>{Customer.Reference}</referencia><importe>{Centavos / 100m:0.00}</importe><datosCobro>"
            + $"<terminal>T{Number}</terminal>{(Number % 4 == 0 ? $"<ticket>{Number}</ticket>" : "")}</datosCobro>"));

    public static bool IsTaken(ExplainedAnswer answer) =>
        answer.Status == 200 && answer.Text.Contains("<codigoError>0</codigoError>", StringComparison.Ordinal);
}
