using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>A tax of a line, of the summary, or of a payment.</summary>
internal sealed class TaxFacts : IFacts
{
    private TaxFacts(Element element, TaxNames names)
    {
        Element = element;
        Names = names;
        Base = Number.Of(element[names.Base]);
        Rate = Number.Of(element[names.Rate]);
        Amount = Number.Of(element[names.Amount]);
        Key = new TaxKey(element[names.Tax] ?? "", element[names.Factor] ?? "", Rate.Exists ? Rate.Value : -1);
    }

    public Element Element { get; }

    public TaxNames Names { get; }

    public Number Base { get; }

    public Number Rate { get; }

    public Number Amount { get; }

    public TaxKey Key { get; }

    public string Tax => Key.Tax;

    public string Factor => Key.Factor;

    public bool IsExempt => Factor == TaxKey.Exempt;

    /// <summary>An entry before it has the same key.</summary>
    public bool Repeats { get; private set; }

    /// <param name="parent">What holds the group, null where there is nothing.</param>
    public static List<TaxFacts> All(Element? parent, TaxNames names)
    {
        List<TaxFacts> all = [];
        for (Element? entry = parent?.Child(names.Group)?.Child(names.Entry); entry is not null; entry = entry.Twin())
        {
            all.Add(new TaxFacts(entry, names));
        }

        return all;
    }

    /// <summary>Marks those whose key was there before.</summary>
    public static List<TaxFacts> MarkRepeated(List<TaxFacts> all)
    {
        if (all.Count > 1)
        {
            HashSet<TaxKey> seen = [];
            all.ForEach(tax => tax.Repeats = !seen.Add(tax.Key));
        }

        return all;
    }
}
