using Strangler.Core.Billing;
using Strangler.Core.Cutover;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Tests.Unit.Cutover;

public sealed class OpeningPlanTests
{
    private const int Seed = 20260708;
    private static readonly ContractNumber Contract = new(400002);

    [Fact]
    public void An_open_invoice_comes_over_whole_and_what_was_paid_settles_it()
    {
        OpeningChange change = OpeningPlan.Of([Debt(1, 500_00, 120_50), Debt(2, 80_00, 80_00)], [], Money.Zero);

        OpeningDocument document = Assert.Single(change.Documents);
        Assert.Equal((1, "2026-06/6.1"), (document.Debt.Invoice, document.Key.WithinContract));
        Assert.Equal((document.Key, new Money(120_50)), Assert.Single(change.Settlements));
        Assert.Equal(
            [
                new Posting(LedgerAccount.Receivable, new Money(379_50)),
                new(LedgerAccount.Opening, new Money(-379_50)),
            ],
            change.Postings);
    }

    [Fact]
    public void Two_invoices_of_a_cycle_are_two_documents() => Assert.Equal(
        ["2026-06/6.1", "2026-06/6.2"],
        OpeningPlan.Of([Debt(1, 500_00, 0), Debt(2, 500_00, 0)], [], Money.Zero)
            .Documents.Select(one => one.Key.WithinContract));

    [Fact]
    public void What_was_paid_too_much_is_held_for_the_customer() => Assert.Equal(
        [
            new Posting(LedgerAccount.CustomerToOffset, new Money(-3_33)),
            new(LedgerAccount.Opening, new Money(3_33)),
        ],
        OpeningPlan.Of([Debt(1, 500_00, 503_33)], [], Money.Zero).Postings);

    /// <summary>Whatever happens in the former system, one step agrees with it, and then nothing is left.</summary>
    [Fact]
    public void Every_step_ends_where_the_former_system_is()
    {
        Random random = new(Seed);
        for (int round = 0; round < 300; round++)
        {
            Dictionary<int, BroughtOver> native = [];
            Money receivable = Money.Zero, credit = Money.Zero;
            for (int step = 0; step < 5; step++)
            {
                List<LegacyDebt> debts =
                [
                    .. Enumerable.Range(1, random.Next(6)).Select(invoice =>
                        Debt(invoice, random.Next(1_000), random.Next(1_200), (byte)random.Next(1, 4))),
                ];
                OpeningChange change = OpeningPlan.Of(debts, native.Values, credit);
                Assert.Equal(0, change.Postings.Sum(posting => posting.Amount.Centavos));
                Apply(change, native);
                (receivable, credit) = (receivable + change.Debt, credit + change.Credit);

                string where = $"Seed {Seed}, round {round}, step {step}.";
                Assert.True(receivable.Centavos == debts.Sum(debt => debt.Owed.Centavos), where);
                Assert.True(credit.Centavos == debts.Sum(debt => debt.Credit.Centavos), where);
                Assert.True(
                    native.Values.All(one => one.Open == (
                        debts.Find(debt => debt.Invoice == one.Invoice)?.Owed ?? Money.Zero)), where);
                Assert.True(native.Values.Select(one => one.Document).Distinct().Count() == native.Count, where);
                Assert.True(OpeningPlan.Of(debts, native.Values, credit).IsEmpty, where);
            }
        }
    }

    private static void Apply(OpeningChange change, Dictionary<int, BroughtOver> native)
    {
        foreach (OpeningDocument document in change.Documents)
        {
            native.Add(
                document.Debt.Invoice, new BroughtOver(document.Debt.Invoice, document.Key, document.Debt.Amount));
        }

        foreach ((DocumentKey key, Money amount) in change.Settlements)
        {
            BroughtOver settled = native.Values.Single(one => one.Document == key);
            native[settled.Invoice] = settled with { Open = settled.Open - amount };
        }
    }

    private static LegacyDebt Debt(int invoice, long amount, long paid, byte period = 6) => new(
        Contract, invoice, $"{invoice}", new BillingCycle(2026, period), new DateOnly(2026, 7, 3),
        new DateOnly(2026, 7, 18), new Money(amount), Money.Zero, new Money(paid));
}
