namespace Strangler.Tests.Integration.Product;

/// <summary>A contract of the sample extract, with what tests expect to read about it.</summary>
/// <param name="SerialNumber">Of the one meter it ever had.</param>
/// <param name="Readings">How many there are, the opening reading included.</param>
/// <param name="Periods">How many periods were read.</param>
/// <param name="NewestConsumption">Cubic metres of the newest period.</param>
/// <param name="Invoices">Newest first.</param>
internal sealed record SampleContract(
    int Number, short ServiceArea, string Zone, int ServicePoint, string SerialNumber, string Name, string Surname,
    string TaxId, int TariffType, int Readings, int Periods, int NewestConsumption, string Reference,
    IReadOnlyList<SampleInvoice> Invoices)
{
    /// <summary>Pesos.</summary>
    public decimal Owed => Invoices.Sum(invoice => invoice.Owed);

    public SampleInvoice Newest => Invoices[0];
}
