using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;

namespace Strangler.Tests.Unit.Cfdi.Building;

public sealed class InvoiceDocumentTests
{
    private static readonly Issuer Utility = new("EKU9003173C9", "ESCUELA KEMPER URGATE", "603", "76000");
    private static readonly InvoiceDocuments Documents = new(Utility, FiscalTable.Shipped);

    private static readonly Receiver Company =
        Receivers.Named("URE180429TM6", "Universidad Robotica Española SA de CV", "76010", "601", "G03", Utility);

    [Fact]
    public void The_documents_total_is_the_invoices_though_taxes_were_rounded_by_line()
    {
        // 33.33 x 16 % is 5.3328: the bill took 5.33 three times, the document's sum is 16.00.
        CfdiDocument document = Built(Bill("115.98", Line(1, "33.33"), Line(2, "33.33"), Line(3, "33.33")));
        Assert.Equal(115.98m, document.Totals.Total);
        Assert.Equal(
            document.Totals.Total,
            document.Totals.SubTotal - (document.Totals.Discount ?? 0) + document.Totals.TotalTax);
    }

    [Fact]
    public void A_lower_line_is_a_discount_of_those_of_its_rate()
    {
        CfdiDocument document = Built(Bill("92.80", Line(1, "100.00"), Line(4, "-20.00")));
        DocumentLine line = Assert.Single(document.Lines);
        Assert.Equal((20m, 80m), (line.Discount, line.Taxes[0].Base));
    }

    [Fact]
    public void What_is_discounted_whole_is_left_out()
    {
        CfdiDocument document = Built(Bill("116.00", Line(1, "100.00"), Line(2, "50.00", "0"), Line(4, "-50.00", "0")));
        Assert.Single(document.Lines);
    }

    [Theory]
    [InlineData("0.00", "0.00", "DOC-NOTHING")]
    [InlineData("100.00", "200.00", "DOC-TOTAL")]
    public void What_cannot_be_stamped_is_refused_with_a_reason(string amount, string total, string rule) =>
        AssertRefused(rule, Documents.ToBePaid(Bill(total, Line(1, amount)), Company));

    [Fact]
    public void Bad_data_of_the_receiver_are_all_named_at_once()
    {
        Receiver bad = new("NOPE", "A|B", "", "605", "G03");
        BuildOutcome outcome = Documents.ToBePaid(Bill("116.00", Line(1, "100.00")), bad);
        Assert.Equal(
            ["Receptor/@Rfc", "Receptor/@Nombre", "Receptor/@DomicilioFiscalReceptor", "Receptor/@UsoCFDI"],
            Assert.IsType<BuildOutcome.Refused>(outcome).Reasons.Select(reason => reason.Path));
    }

    [Fact]
    public void A_rate_other_than_the_tables_is_a_warning_or_a_refusal()
    {
        InvoiceFacts facts = Bill("100.00", Line(2, "100.00", "0"));
        BuildOutcome.Built built = Assert.IsType<BuildOutcome.Built>(Documents.ToBePaid(facts, Company));
        Assert.Contains("329/2011", built.Warnings[0].Message);
        FiscalTable strict = FiscalTable.Shipped with { RefuseOtherRates = true };
        AssertRefused("DOC-TAX", new InvoiceDocuments(Utility, strict).ToBePaid(facts, Company));
    }

    [Fact]
    public void Payments_of_an_invoice_share_its_bases_out_exactly()
    {
        CfdiDocument invoice = Built(Bill("116.00", Line(1, "100.00")));
        PaymentDocuments payments = new(Utility);
        decimal shared = 0;
        long before = 0;
        foreach (long now in new long[] { 3867, 1, 3866, 3866 })
        {
            PaidInvoice paid = new(
                "11111111-2222-4333-8444-555555555555", "AG", "1", new Money(11600), new Money(before),
                new Money(11600 - before), new Money(now), 1, InvoiceTaxes.Of(invoice));
            ReceivedPayment received = new(
                new DateTime(2026, 11, 18, 12, 0, 0), "03", new Money(now + 50), null, [paid]);
            BuildOutcome.Built built =
                Assert.IsType<BuildOutcome.Built>(payments.Build("P", "1", Company, received));
            DocumentPayment payment = built.Document.Payments!.Payments[0];
            Assert.Equal(new Money(now).Pesos, payment.Amount);
            shared += payment.Taxes[0].Base;
            before += now;
        }

        Assert.Equal((11600L, 100m), (before, shared));
    }

    [Fact]
    public void More_than_is_owed_cannot_be_paid_of_an_invoice()
    {
        PaidInvoice paid = new(
            "11111111-2222-4333-8444-555555555555", null, "1", new Money(100), Money.Zero, new Money(100),
            new Money(101), 1, []);
        AssertRefused("CRP20244", new PaymentDocuments(Utility).Build(
            "P", "1", Company, new ReceivedPayment(new DateTime(2026, 11, 18), "03", new Money(101), null, [paid])));
    }

    [Theory]
    [InlineData("URE180429TM6", true)]
    [InlineData("URE180429TM7", false)]
    [InlineData("XAXX010101000", false)]
    public void The_check_digit_of_a_taxpayers_number(string rfc, bool right)
    {
        Assert.True(TaxpayerId.HasShape(rfc));
        Assert.Equal(right, TaxpayerId.HasCheckDigit(rfc));
    }

    [Fact]
    public void A_fiscal_table_is_refused_with_all_that_is_wrong()
    {
        byte[] table = """
            { "concepts": [ { "product": "1", "unit": "MTQ", "colour": 1 } ],
              "taxes": [ { "rate": "0.17", "from": "yesterday" } ] }
            """u8.ToArray();
        IReadOnlyList<string> problems =
            Assert.IsType<FiscalTableOutcome.Refused>(FiscalTableReader.Read(table)).Problems;
        Assert.All(
            new[] { ".product", ".colour", ".rate", ".from", ".evidence" },
            name => Assert.Contains(problems, problem => problem.Contains(name, StringComparison.Ordinal)));
    }

    private static ChargedLine Line(int concept, string amount, string rate = "0.16") => new(
        concept, "", 0, Money.FromPesos(Exact(amount)), Exact(rate));

    private static InvoiceFacts Bill(string total, params ChargedLine[] lines) =>
        new("F0001-2026-00000012", "commercial", new DateOnly(2026, 11, 20), lines, Money.FromPesos(Exact(total)));

    private static decimal Exact(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static CfdiDocument Built(InvoiceFacts facts)
    {
        BuildOutcome outcome = Documents.ToBePaid(facts, Company);
        return Assert.IsType<BuildOutcome.Built>(outcome).Document;
    }

    private static void AssertRefused(string rule, BuildOutcome outcome) =>
        Assert.Contains(rule, Assert.IsType<BuildOutcome.Refused>(outcome).Reasons.Select(reason => reason.Rule));
}
