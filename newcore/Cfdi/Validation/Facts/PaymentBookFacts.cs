using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>The complement of payments and its totals, which are in pesos.</summary>
internal sealed class PaymentBookFacts : IFacts
{
    private readonly Element? _totals;

    public PaymentBookFacts(Element element)
    {
        _totals = element.Child("Totales");
        Element = _totals ?? element;
        for (Element? payment = element.Child("Pago"); payment is not null; payment = payment.Twin())
        {
            Payments.Add(new PaymentFacts(payment));
        }
    }

    public Element Element { get; }

    public List<PaymentFacts> Payments { get; } = [];

    public bool Has(string name) => _totals?.Has(name) == true;

    public Number Total(string name) => Number.Of(_totals?[name]);

    /// <summary>Bases of a kind of transferred tax, pesos and centavos; null where no payment has it.</summary>
    public decimal? Bases(string factor, decimal rate) => Sum(factor, rate, tax => tax.Base.Value);

    /// <summary>Amounts of a kind of transferred tax, pesos and centavos; null where no payment has it.</summary>
    public decimal? Taxes(string factor, decimal rate) => Sum(factor, rate, tax => tax.Amount.Value);

    /// <summary>What was withheld of a tax, pesos and centavos; null where no payment has it.</summary>
    public decimal? Withheld(string tax)
    {
        decimal sum = 0;
        bool found = false;
        foreach (PaymentFacts payment in Payments)
        {
            foreach (TaxFacts entry in payment.Withholdings.Where(entry => entry.Tax == tax))
            {
                sum += entry.Amount.Value * payment.PesosEach;
                found = true;
            }
        }

        return found ? Rounding.To(sum, 2) : null;
    }

    private decimal? Sum(string factor, decimal rate, Func<TaxFacts, decimal> value)
    {
        decimal sum = 0;
        bool found = false;
        TaxKey key = new(TaxKey.Vat, factor, rate);
        foreach (PaymentFacts payment in Payments)
        {
            foreach (TaxFacts entry in payment.Transfers.Where(entry => entry.Key == key))
            {
                sum += value(entry) * payment.PesosEach;
                found = true;
            }
        }

        return found ? Rounding.To(sum, 2) : null;
    }
}
