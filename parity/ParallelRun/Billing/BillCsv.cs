using System.Globalization;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing;

/// <summary>Rows of bills.csv and differences.csv.</summary>
internal static class BillCsv
{
    public const string BillsHeader =
        "contract,year,period,m3,water,sewer,treatment,discount,fixed,surcharge,tax,total,carry";

    public const string DifferencesHeader = "contract,year,period,verdict,cause,legacy_total,native_total,delta,detail";

    private const short FixedCharge = 5;

    private static readonly short[] Columns =
    [
        LegacyChargeType.Water, LegacyChargeType.Sewerage, LegacyChargeType.Treatment, LegacyChargeType.Pensioner,
        FixedCharge, LegacyChargeType.Surcharge,
    ];

    public static void AddBill(StringBuilder rows, LoadedBill loaded, RatedBill bill)
    {
        Span<long> sums = stackalloc long[Columns.Length];
        foreach (ref readonly RatedLine line in bill.Lines)
        {
            int at = Array.IndexOf(Columns, (short)line.Concept);
            if (at >= 0)
            {
                sums[at] += line.Amount.Centavos;
            }
        }

        AddKey(rows, loaded);
        rows.Append(CultureInfo.InvariantCulture, $",{loaded.Input.Facts.Quantity:0.###}");
        foreach (long sum in sums)
        {
            Add(rows.Append(','), sum);
        }

        Add(rows.Append(','), bill.Tax.Centavos);
        Add(rows.Append(','), bill.Total.Centavos);
        Add(rows.Append(','), Money.FromPesos(bill.Carried).Centavos);
        rows.Append('\n');
    }

    public static void AddSame(StringBuilder rows, LoadedBill loaded, RatedBill bill)
    {
        AddKey(rows, loaded);
        rows.Append(",same,,");
        Add(rows, bill.Total.Centavos);
        Add(rows.Append(','), bill.Total.Centavos);
        rows.Append(",0.00,\n");
    }

    public static string Of(ComparedBill bill)
    {
        StringBuilder row = new();
        row.Append(CultureInfo.InvariantCulture, $"{bill.Contract},{bill.Year},{bill.Period},{bill.Verdict},");
        row.Append(Quoted(bill.Cause)).Append(',');
        Add(row, bill.Legacy);
        Add(row.Append(','), bill.Native);
        Add(row.Append(','), bill.Delta);
        string detail = bill.Rule is { } rule ? $"explained by rule {rule}; {bill.Detail}" : bill.Detail;
        return row.Append(',').Append(Quoted(detail)).ToString();
    }

    private static void AddKey(StringBuilder rows, LoadedBill loaded) => rows.Append(
        CultureInfo.InvariantCulture,
        $"{loaded.Input.Contract.Value},{loaded.Input.Cycle.Year},{loaded.Input.Cycle.Period}");

    /// <summary>Nothing where a side has no bill.</summary>
    private static void Add(StringBuilder row, long? centavos)
    {
        if (centavos is { } amount)
        {
            row.Append(CultureInfo.InvariantCulture, $"{amount / 100m:0.00}");
        }
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
