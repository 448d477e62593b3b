namespace Strangler.Cfdi.Building;

/// <summary>
/// Keys and taxes of the utility's concepts: data with dates and evidence, which a utility may replace.
/// </summary>
/// <param name="RefuseOtherRates">
/// A bill whose rate is not the table's is refused; else the document says what was billed, with a warning.
/// </param>
public sealed record FiscalTable(
    bool RefuseOtherRates, IReadOnlyList<ConceptKey> Concepts, IReadOnlyList<ConceptTax> Taxes)
{
    private const string Resource = "fiscal-table.json";

    /// <summary>The one that comes with the product.</summary>
    public static FiscalTable Shipped { get; } = ReadShipped();

    /// <summary>The concept's own key, else that of any other.</summary>
    public ConceptKey KeyOf(int concept)
    {
        ConceptKey? any = null;
        foreach (ConceptKey key in Concepts)
        {
            if (key.Concept == concept)
            {
                return key;
            }

            any = key.Concept is null ? key : any;
        }

        return any!;
    }

    /// <summary>The most specific of the day, and of those the latest; null where none holds.</summary>
    public ConceptTax? TaxOf(int concept, string use, DateOnly day)
    {
        ConceptTax? best = null;
        foreach (ConceptTax tax in Taxes)
        {
            if (tax.Covers(concept, use, day)
                && (best is null || tax.Rank > best.Rank || (tax.Rank == best.Rank && tax.From > best.From)))
            {
                best = tax;
            }
        }

        return best;
    }

    private static FiscalTable ReadShipped()
    {
        using Stream resource = typeof(FiscalTable).Assembly.GetManifestResourceStream(Resource)!;
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return FiscalTableReader.Read(bytes) is FiscalTableOutcome.Read read
            ? read.Table
            : throw new InvalidOperationException($"{Resource} is not right.");
    }
}
