using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Books;

public sealed class PaymentsTakenTests
{
    private static readonly DateOnly Today = new(2026, 7, 10);

    [Fact]
    public async Task A_payment_settles_the_oldest_debt_first()
    {
        using ExtractBuilder extract = Owing("100.50", "200");
        using LegacyBooks books = await extract.LoadAsync();
        Contract contract = books.FindContract(1)!;

        Assert.True(books.Pay(contract, 150m, 'O', 1, Today));

        Assert.Equal((0m, 150.50m), (books.OwedOn(books.FindInvoice(10)!), books.OwedOn(books.FindInvoice(11)!)));
        Payment second = Assert.Single(books.PaymentsOf(books.FindInvoice(11)!));
        Assert.Equal(new Payment(2, 'O', 1, 49.50m, Today, LegacyBooks.ReferenceOf(1), 11), second);
    }

    [Fact]
    public async Task A_payment_without_an_amount_pays_everything_and_a_further_one_finds_nothing_to_pay()
    {
        using ExtractBuilder extract = Owing("100", "200");
        using LegacyBooks books = await extract.LoadAsync();
        Contract contract = books.FindContract(1)!;

        Assert.True(books.Pay(contract, null, 'T', 1, Today));
        Assert.Empty(books.UnpaidOf(contract));
        Assert.False(books.Pay(contract, null, 'T', 1, Today));
        Assert.Equal(0m, books.CreditOf(contract));
    }

    [Fact]
    public async Task What_is_paid_beyond_the_debt_is_kept_as_credit()
    {
        using ExtractBuilder extract = Owing("100", "200");
        using LegacyBooks books = await extract.LoadAsync();

        books.Pay(books.FindContract(1)!, 310.25m, 'T', 1, Today);

        Assert.Equal(10.25m, books.CreditOf(books.FindContract(1)!));
    }

    [Fact]
    public async Task A_ticket_is_posted_once_however_often_it_is_sent()
    {
        using ExtractBuilder extract = Owing("100", "200").Contract(2).Invoice(20, 2, 1, "50");
        using LegacyBooks books = await extract.LoadAsync();
        Contract contract = books.FindContract(1)!;

        Assert.True(books.Pay(contract, 30m, 'O', 1, Today, "T-1"));
        Assert.True(books.Pay(contract, 30m, 'O', 1, Today, "T-1"));
        Assert.Equal(70m, books.OwedOn(books.FindInvoice(10)!));
        Assert.True(books.Pay(books.FindContract(2)!, 30m, 'O', 1, Today, "T-1"));
        Assert.Equal(20m, books.OwedOn(books.FindInvoice(20)!));
    }

    [Fact]
    public async Task A_ticket_that_is_too_long_to_be_kept_is_refused_and_pays_nothing()
    {
        using ExtractBuilder extract = Owing("100", "200");
        using LegacyBooks books = await extract.LoadAsync();
        string ticket = new('9', Till.TicketLimit + 1);

        Assert.Throws<InvalidOperationException>(
            () => books.Pay(books.FindContract(1)!, 30m, 'O', 1, Today, ticket));
        Assert.Equal(100m, books.OwedOn(books.FindInvoice(10)!));
    }

    [Fact]
    public async Task Payments_at_the_same_time_are_all_taken_and_none_twice()
    {
        using ExtractBuilder extract = Owing("100", "200");
        using LegacyBooks books = await extract.LoadAsync();
        Contract contract = books.FindContract(1)!;

        Parallel.For(0, 400, _ => books.Pay(contract, 1m, 'O', 1, Today));

        Assert.Equal(300, books.InvoicesOf(contract).Sum(invoice => books.PaymentsOf(invoice).Count));
        Assert.Empty(books.UnpaidOf(contract));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.005")]
    public async Task An_amount_that_nobody_can_pay_is_a_bug_of_the_caller(string pesos)
    {
        using ExtractBuilder extract = Owing("100", "200");
        using LegacyBooks books = await extract.LoadAsync();
        decimal amount = decimal.Parse(pesos, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Throws<ArgumentOutOfRangeException>(() => books.Pay(books.FindContract(1)!, amount, 'O', 1, Today));
    }

    private static ExtractBuilder Owing(string january, string february) =>
        A.Extract().Contract(1).Invoice(11, 1, 2, february).Invoice(10, 1, 1, january);
}
