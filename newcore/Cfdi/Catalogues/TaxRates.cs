using System.Globalization;

namespace Strangler.Cfdi.Catalogues;

/// <summary>Rates and quotas that a tax may have (c_TasaOCuota).</summary>
internal static class TaxRates
{
    private static readonly Row[] Rows = [.. CatalogueFile.Cells("rates").Select(cells => new Row(
        cells[0], cells[1], cells[2].Contains('T', StringComparison.Ordinal),
        cells[2].Contains('R', StringComparison.Ordinal),
        decimal.Parse(cells[3], CultureInfo.InvariantCulture), decimal.Parse(cells[4], CultureInfo.InvariantCulture)))];

    public static bool IsTransferred(string tax, string factor, decimal rate) =>
        Array.Exists(Rows, row => row.Transferred && row.Has(tax, factor, rate));

    public static bool IsWithheld(string tax, string factor, decimal rate) =>
        Array.Exists(Rows, row => row.Withheld && row.Has(tax, factor, rate));

    private sealed record Row(
        string Tax, string Factor, bool Transferred, bool Withheld, decimal Least, decimal Most)
    {
        public bool Has(string tax, string factor, decimal rate) =>
            Tax == tax && Factor == factor && rate >= Least && rate <= Most;
    }
}
