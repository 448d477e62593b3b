using System.Runtime.InteropServices;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>Sums of bases and amounts by tax, factor and rate.</summary>
internal sealed class TaxSums
{
    private readonly Dictionary<TaxKey, (decimal Base, decimal Amount)> _sums = [];

    public IEnumerable<TaxKey> Keys => _sums.Keys;

    /// <param name="equivalence">Units of the document's currency to one of the payment's.</param>
    public void Add(TaxFacts tax, decimal equivalence = 1) => Add(tax.Key, tax, equivalence);

    /// <summary>Withheld taxes are summed by tax alone.</summary>
    public void AddWithheld(TaxFacts tax, decimal equivalence = 1) => Add(ByTax(tax.Tax), tax, equivalence);

    public decimal Base(TaxKey key) => _sums.GetValueOrDefault(key).Base;

    public decimal Amount(TaxKey key) => _sums.GetValueOrDefault(key).Amount;

    public decimal Withheld(string tax) => Amount(ByTax(tax));

    private static TaxKey ByTax(string tax) => new(tax, "", -1);

    private void Add(TaxKey key, TaxFacts tax, decimal equivalence)
    {
        ref (decimal Base, decimal Amount) sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
        sum.Base += equivalence == 1 ? tax.Base.Value : tax.Base.Value / equivalence;
        sum.Amount += equivalence == 1 ? tax.Amount.Value : tax.Amount.Value / equivalence;
    }
}
