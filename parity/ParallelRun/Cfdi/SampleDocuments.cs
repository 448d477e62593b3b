using System.Diagnostics;
using System.Globalization;
using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>Documents of every type and shape, made up by a seed: the same seed, the same documents.</summary>
internal sealed class SampleDocuments
{
    private static readonly string[] Forms = ["01", "02", "03", "04", "28"];

    private readonly DateOnly _today;
    private readonly SampleParts _parts;
    private readonly InvoiceDocuments _invoices;
    private readonly PaymentDocuments _payments;
    private readonly GlobalDocuments _globals;
    private int _number;

    private SampleDocuments(Issuer issuer, int seed, DateOnly today)
    {
        _today = today;
        _parts = new SampleParts(new Random(seed), issuer, today);
        _invoices = new InvoiceDocuments(issuer, FiscalTable.Shipped);
        _payments = new PaymentDocuments(issuer);
        _globals = new GlobalDocuments(issuer);
    }

    private Random Random => _parts.Random;

    /// <summary>Without end: whoever asks says how many.</summary>
    public static IEnumerable<SampleDocument> Make(Issuer issuer, int seed, DateOnly today)
    {
        SampleDocuments samples = new(issuer, seed, today);
        while (true)
        {
            yield return samples.Next();
        }
    }

    /// <summary>Invoices to be paid alone, of a few lines each, as a billing run makes them; without end.</summary>
    /// <param name="before">The folio before the first.</param>
    public static IEnumerable<SampleDocument> Invoices(Issuer issuer, int seed, DateOnly today, int before)
    {
        SampleDocuments samples = new(issuer, seed, today) { _number = before };
        while (true)
        {
            yield return new SampleDocument("I-ppd", samples.ToBePaid(usual: true));
        }
    }

    private SampleDocument Next() => Random.Next(20) switch
    {
        < 6 => new SampleDocument("I-pue", Paid()),
        < 12 => new SampleDocument("I-ppd", ToBePaid()),
        12 or 13 => new SampleDocument("E-credit-note", Credit()),
        14 => new SampleDocument("P-whole", Payment(1, whole: true)),
        15 => new SampleDocument("P-partial", Payment(1, whole: false)),
        16 => new SampleDocument("P-several", Payment(Random.Next(2, 6), whole: false)),
        17 => new SampleDocument("I-replacement", InvoiceDocuments.Replacing(ToBePaid(), _parts.Uuid())),
        _ => new SampleDocument("I-global", Global()),
    };

    private CfdiDocument Paid() => Document(_invoices.Paid(_parts.Bill(Number("AG")), _parts.Receiver(), Form()));

    private CfdiDocument ToBePaid(bool usual = false) =>
        Document(_invoices.ToBePaid(_parts.Bill(Number("AG"), usual), _parts.Receiver()));

    private CfdiDocument Credit() =>
        Document(_invoices.Credit(_parts.Note(Number("NC")), _parts.Receiver(), _parts.Uuid(), "15"));

    private CfdiDocument Payment(int invoices, bool whole)
    {
        Receiver receiver = _parts.Receiver();
        List<PaidInvoice> paid = [];
        for (int at = 0; at < invoices; at++)
        {
            paid.Add(Part(Document(_invoices.ToBePaid(_parts.Bill(Number("AG")), receiver)), whole));
        }

        Money sum = paid.Aggregate(Money.Zero, (total, one) => total + one.Paid);
        Money received = Random.Next(4) == 0 ? sum + _parts.Amount() : sum;
        ReceivedPayment payment = new(
            _today.AddDays(-1).ToDateTime(new TimeOnly(12, 0)), "03", received,
            Random.Next(2) == 0 ? "SPEI 963852 & más" : null, paid);
        if (Random.Next(2) == 0)
        {
            payment = payment with { From = new BankAccount("BMI9704113PA", "0001970000") };
        }

        return Document(_payments.Build("P", Folio(), receiver, payment));
    }

    private PaidInvoice Part(CfdiDocument invoice, bool whole)
    {
        Money total = Money.FromPesos(invoice.Totals.Total);
        Money before = whole || total.Centavos < 3 ? Money.Zero : new Money(Random.NextInt64(0, total.Centavos / 2));
        Money owed = total - before;
        Money now = whole ? owed : new Money(Random.NextInt64(1, owed.Centavos + 1));
        return new PaidInvoice(
            _parts.Uuid(), invoice.Series, invoice.Folio, total, before, owed, now, before == Money.Zero ? 1 : 2,
            InvoiceTaxes.Of(invoice));
    }

    private CfdiDocument Global()
    {
        GlobalSpan span = Random.Next(4) switch
        {
            0 => GlobalSpan.Day(_today),
            1 => GlobalSpan.Week(_today),
            2 => GlobalSpan.Fortnight(_today),
            _ => GlobalSpan.Month(_today),
        };
        List<Receipt> receipts = [];
        int count = Random.Next(40) == 0 ? Random.Next(100, 400) : Random.Next(1, 12);
        while (receipts.Count < count)
        {
            receipts.Add(Receipt());
        }

        return Document(_globals.Build("G", Folio(), span, receipts));
    }

    private Receipt Receipt()
    {
        (decimal? Rate, Money Net)[] parts = Random.Next(4) switch
        {
            0 => [(0.16m, _parts.Amount())],
            1 => [(0m, _parts.Amount())],
            2 => [(0m, _parts.Amount()), (0.16m, _parts.Amount())],
            _ => [(0m, _parts.Amount()), (0.16m, _parts.Amount()), (null, _parts.Amount())],
        };
        Money total = parts.Aggregate(
            Money.Zero, (sum, part) => sum + part.Net + Money.FromPesos(part.Net.Pesos * (part.Rate ?? 0)));
        return new Receipt($"R-{Folio()}", Form(), total, parts);
    }

    private string Form() => Forms[Random.Next(Forms.Length)];

    private string Number(string series) => $"{series}-{Folio()}";

    private string Folio() => (++_number).ToString(CultureInfo.InvariantCulture);

    private static CfdiDocument Document(BuildOutcome outcome) => outcome switch
    {
        BuildOutcome.Built built => built.Document,
        BuildOutcome.Refused refused => throw new UnreachableException(string.Join("; ", refused.Reasons)),
        _ => throw new UnreachableException(),
    };
}
