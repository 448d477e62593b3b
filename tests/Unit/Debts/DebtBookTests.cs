using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Tests.Unit.Debts;

public sealed class DebtBookTests
{
    private static readonly BillingGroup Centre = new(1, "M08");
    private static readonly BillingGroup North = new(12, "M01");

    [Fact]
    public void A_contract_is_found_with_its_open_invoices_oldest_first()
    {
        DebtBook book = Build(
            [Account(7)],
            (7, Invoice(2, month: 2), 300), (7, Invoice(3, month: 3), 120), (7, Invoice(1, month: 1), 80));

        DebtAccount found = book.Find(new ContractNumber(7))!;

        Assert.Equal([1, 2, 3], found.Open.Select(invoice => invoice.Id));
        Assert.Equal(Invoice(1, month: 1) with { Owed = new Money(80) }, found.Open[0]);
        Assert.Equal(Account(7) with { Open = found.Open, NewestCycle = new BillingCycle(2026, 3) }, found);
    }

    [Fact]
    public void A_paid_invoice_is_no_debt_and_still_leads_to_its_contract_and_is_the_newest_cycle()
    {
        DebtBook book = Build([Account(7)], (7, Invoice(1, month: 1), 80), (7, Invoice(2, month: 2), 0));

        DebtAccount found = book.Find(new ContractNumber(7))!;

        Assert.Equal([1], found.Open.Select(invoice => invoice.Id));
        Assert.Equal(new BillingCycle(2026, 2), found.NewestCycle);
        Assert.Equal(new ContractNumber(7), book.ContractOfInvoice(Invoice(2, month: 2).Number));
    }

    [Fact]
    public void A_contract_that_was_never_billed_owes_nothing_and_has_no_cycle()
    {
        DebtAccount found = Build([Account(7)]).Find(new ContractNumber(7))!;

        Assert.Empty(found.Open);
        Assert.Null(found.NewestCycle);
    }

    [Theory]
    [InlineData("000120260100000001")]
    [InlineData(" 000120260100000001  ")]
    public void Blanks_around_an_invoice_number_do_not_count(string sought) =>
        Assert.Equal(
            new ContractNumber(7),
            Build([Account(7)], (7, Invoice(1, month: 1) with { Number = "000120260100000001 " }, 0))
                .ContractOfInvoice(sought));

    [Fact]
    public void A_tax_id_is_in_a_group_when_all_its_contracts_are()
    {
        DebtBook book = Build(
        [
            Account(3, taxId: "AAA010101AAA"), Account(1, taxId: "aaa010101aaa"), Account(2, taxId: "BBB010101BBB"),
            Account(5, taxId: "BBB010101BBB") with { Group = North },
        ]);

        Assert.Equal([1, 3], book.FindByTaxId(" AAA010101AAA ").Select(account => account.Contract.Value));
        Assert.Equal(Centre, book.GroupOfTaxId("AAA010101aaa"));
        Assert.Null(book.GroupOfTaxId("BBB010101BBB"));
        Assert.Null(book.GroupOfTaxId("CCC010101CCC"));
    }

    [Fact]
    public void A_withheld_contract_is_as_good_as_unknown_and_its_tax_id_in_no_group()
    {
        DebtBookBuilder builder = new();
        builder.AddContract(Account(1));
        builder.AddContract(Account(2));
        builder.AddInvoice(new ContractNumber(2), Invoice(1, month: 1), new Money(100));
        builder.Withhold(new ContractNumber(2));
        builder.Withhold(new ContractNumber(99));
        DebtBook book = builder.Build(4);

        Assert.Null(book.Find(new ContractNumber(2)));
        Assert.Null(book.GroupOf(new ContractNumber(2)));
        Assert.Null(book.ContractOfInvoice(Invoice(1, month: 1).Number));
        Assert.Null(book.GroupOfTaxId(Account(1).TaxId));
        Assert.Equal([1], book.FindByTaxId(Account(1).TaxId).Select(account => account.Contract.Value));
    }

    [Fact]
    public void Nothing_is_known_where_nothing_was_imported()
    {
        Assert.Equal(0, DebtBook.Empty.Version);
        Assert.Null(DebtBook.Empty.Find(new ContractNumber(0)));
        Assert.Null(DebtBook.Empty.GroupOf(new ContractNumber(0)));
        Assert.Null(DebtBook.Empty.ContractOfInvoice(""));
        Assert.Null(DebtBook.Empty.GroupOfTaxId(""));
        Assert.Empty(DebtBook.Empty.FindByTaxId(""));
    }

    [Fact]
    public void An_invoice_of_a_contract_that_was_not_added_is_refused()
    {
        DebtBookBuilder builder = new();
        builder.AddContract(Account(1));

        Assert.Throws<ArgumentException>(
            () => builder.AddInvoice(new ContractNumber(2), Invoice(1, month: 1), Money.Zero));
    }

    [Fact]
    public void A_contract_added_twice_is_refused()
    {
        DebtBookBuilder builder = new();
        builder.AddContract(Account(1));
        builder.AddContract(Account(1));

        Assert.Throws<InvalidOperationException>(() => builder.Build(1));
    }

    internal static DebtAccount Account(int number, string taxId = "XAXX010101000") => new(
        new ContractNumber(number), Centre, "QUERETARO", 40 + number, "JOSÉ", $"NÚÑEZ{number}", taxId,
        number % 2 == 0, []);

    internal static OpenInvoice Invoice(int id, int month) => new(
        id, $"00012026{month:00}{id:00000000}", 2026, (byte)month, new DateOnly(2026, month, 3),
        new DateOnly(2026, month, 18), new Money(50_000), new Money(123), new Money(1));

    private static DebtBook Build(
        DebtAccount[] accounts, params (int Contract, OpenInvoice Invoice, long Owed)[] invoices)
    {
        DebtBookBuilder builder = new();
        foreach (DebtAccount account in accounts)
        {
            builder.AddContract(account);
        }

        foreach ((int contract, OpenInvoice invoice, long owed) in invoices)
        {
            builder.AddInvoice(new ContractNumber(contract), invoice, new Money(owed));
        }

        return builder.Build(1);
    }
}
