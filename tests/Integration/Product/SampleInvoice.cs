namespace Strangler.Tests.Integration.Product;

/// <summary>A row of factura in the sample extract.</summary>
/// <param name="Amount">Pesos.</param>
/// <param name="Owed">Pesos still unpaid.</param>
internal sealed record SampleInvoice(
    int Id, string Number, int Contract, short Year, byte Period, decimal Amount, decimal Owed);
