using Strangler.AquaCis.Extract;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Books;

[Collection("sample books")]
public sealed class LegacyBooksTests(SampleBooks sample)
{
    private static readonly DateOnly Today = new(2026, 7, 10);

    [Fact]
    public void A_bills_lines_and_tax_add_up_to_its_amount()
    {
        foreach (Invoice invoice in sample.Books.AllContracts().SelectMany(sample.Books.InvoicesOf))
        {
            Assert.Equal(invoice.Amount, sample.Books.LinesOf(invoice).Sum(line => line.Amount) + invoice.Tax);
        }
    }

    [Fact]
    public void Invoices_and_readings_come_newest_first()
    {
        Contract contract = sample.First(known => sample.Books.InvoicesOf(known).Count == 6);

        Assert.Equal([6, 5, 4, 3, 2, 1], sample.Books.InvoicesOf(contract).Select(invoice => (int)invoice.Period));
        IReadOnlyList<Reading> readings = sample.Books.ReadingsOf(contract);
        Assert.Equal(readings.OrderByDescending(reading => reading.At), readings);
        Assert.Null(readings[^1].Year);
    }

    [Fact]
    public void A_replaced_meter_stands_before_the_one_that_followed_it()
    {
        Contract contract = sample.First(known => sample.Books.MetersAt(known.ServicePoint).Count == 2);

        IReadOnlyList<Meter> meters = sample.Books.MetersAt(contract.ServicePoint);

        Assert.Equal(meters[1].Installed, meters[0].Removed);
        Assert.Null(meters[1].Removed);
        Assert.Equal(meters[1], sample.Books.FindMeter(" " + meters[1].SerialNumber));
        char[] kinds = [.. sample.Books.ReadingsOf(contract).Select(reading => reading.Kind)];
        Assert.Equal(Array.IndexOf(kinds, 'F') - 1, Array.IndexOf(kinds, 'I'));
    }

    [Fact]
    public async Task The_bill_that_legacy_issued_twice_is_owed_twice()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Invoice(11, 1, 1, "100")
            .Payment(1, 10, "100");
        using LegacyBooks books = await extract.LoadAsync();

        Invoice unpaid = Assert.Single(books.UnpaidOf(books.FindContract(1)!));
        Assert.Equal((11, 100m), (unpaid.Id, books.OwedOn(unpaid)));
    }

    [Fact]
    public async Task A_payment_of_the_extract_counts_though_its_day_is_still_to_come()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100")
            .Payment(1, 10, "60", "2999-01-01");
        using LegacyBooks books = await extract.LoadAsync();

        Assert.Equal(40m, books.OwedOn(books.FindInvoice(10)!));
    }

    [Fact]
    public async Task A_bill_paid_twice_owes_nothing_and_not_less()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Payment(1, 10, "100")
            .Payment(2, 10, "100");
        using LegacyBooks books = await extract.LoadAsync();

        Assert.Equal(0m, books.OwedOn(books.FindInvoice(10)!));
        Assert.Equal(2, books.PaymentsOf(books.FindInvoice(10)!).Count);
    }

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

    [Fact]
    public async Task Contracts_of_a_tax_id_come_in_the_order_of_their_numbers_whatever_the_order_of_the_file()
    {
        using ExtractBuilder extract = A.Extract().Contract(30).Contract(10).Contract(20, taxId: "EKU9003173C9");
        using LegacyBooks books = await extract.LoadAsync();

        Assert.Equal([10, 30], books.ContractsOf(ExtractBuilder.PublicTaxId).Select(contract => contract.Number));
        Assert.Empty(books.ContractsOf("nobody"));
    }

    [Fact]
    public async Task The_contract_in_force_is_the_one_that_a_service_point_serves()
    {
        using ExtractBuilder extract = A.Extract().Contract(1)
            .Row("polcontar", "1,1001,2,2026-03-01").Row("cliente", "9,F,S01,616,1,76000")
            .Row("contrato", "2,1,600001,9,1,1,N,M08,1,S,S,2026-03-01,")
            .Row("contrato", "3,1,600001,9,1,1,N,M08,1,S,S,2018-01-01,2019-12-31")
                .Row("polcontar", "1,1001,3,2018-01-01")
            .Row("poldetsum", "600001,2026-02-28T10:00:00,MA,L,,10,10,1,2026,2")
            .Row("poldetsum", "600001,2026-03-31T10:00:00,MA,L,,15,5,1,2026,3");
        using LegacyBooks books = await extract.LoadAsync();

        Assert.Equal(2, books.ContractAt(600001)?.Number);
        Assert.Equal([5], books.ReadingsOf(books.FindContract(2)!).Select(reading => reading.Consumption));
        Assert.Empty(books.ReadingsOf(books.FindContract(3)!));
    }

    [Theory]
    [InlineData("contrato", "5,1,7,1,1,1,N,M08,1,S,S,2020-01-01,", "contrato.csv, line 3: cnttnum has no water tariff")]
    [InlineData("contrato", "1,1,600001,1,1,1,N,M08,1,S,S,2020-01-01,", "line 3: cnttnum stands there a second time")]
    [InlineData("polcontar", "1,x,5,2020-01-01", "polcontar.csv, line 3: pctttarid is not a whole number")]
    [InlineData("cliente", "2,F,S01,616,77,76000", "cliente.csv, line 3: x_prsid names nobody")]
    [InlineData("contador", "5,A5,13,5,2020-01-01,,N,77", "contador.csv, line 3: x_ptosid names no service point")]
    [InlineData("poldetsum", "77,2026-01-31T10:00:00,MA,L,,1,1,1,2026,1", "line 2: detpocid names no service point")]
    [InlineData(
        "factura", "1,1,N1,77,2026-02-03,2026-02-18,1,0,1", "factura.csv, line 2: faccnttnum names no contract")]
    [InlineData("factura", "1,13,N1,1,2026-02-03,2026-02-18,1,0,1", "line 2: facftoid names no billing run")]
    [InlineData("factura", "1,1,N1,1,2026-02-03,2026-02-18,1.001,0,1", "line 2: facimporte is not an amount")]
    [InlineData("factura", "1,1,N1,1,2026-02-30,2026-02-18,1,0,1", "line 2: facfecfact is not a date")]
    [InlineData("opedesglos", "1,O,1,5,2026-03-01,01,77", "opedesglos.csv, line 2: x_facid names no invoice")]
    [InlineData("linfactura", "77,1,1001,2026-02-01,1,1,1,1,1,0", "linfactura.csv, line 2: linfacid names no invoice")]
    public async Task An_extract_with_a_wrong_row_is_refused_with_file_line_and_reason(
        string table, string row, string message)
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Row(table, row);

        ExtractException error = await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("persona")]
    [InlineData("linfactura")]
    [InlineData("poldetsum")]
    public async Task An_extract_without_one_of_its_tables_is_refused(string table)
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Without(table);

        ExtractException error = await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);

        Assert.StartsWith($"{table}.csv: the file is not in ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_invoice_line_is_found_while_loading_and_not_when_somebody_asks()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Line(10, 1, "99")
            .Line(10, 2, "one");

        ExtractException error = await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);

        Assert.Contains("linfactura.csv, line 3: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_one_invoice_must_stand_together()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Invoice(11, 1, 2, "50")
            .Line(10, 1, "99").Line(11, 1, "50").Line(10, 2, "1");

        ExtractException error = await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);

        Assert.Contains("line 4: linfacid stands apart", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_invoices_may_not_have_the_same_id()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Invoice(10, 1, 2, "50");

        await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);
    }

    [Fact]
    public async Task An_invoice_is_found_by_its_number_with_the_blanks_that_legacy_pads_it_with()
    {
        using ExtractBuilder extract = A.Extract().Contract(1)
            .Row("factura", "10,1,A-1   ,1,2026-02-03,2026-02-18,5,0,1");
        using LegacyBooks books = await extract.LoadAsync();

        Assert.Equal(10, books.FindInvoice("A-1")?.Id);
        Assert.Equal(10, books.FindInvoice(" A-1 ")?.Id);
        Assert.Null(books.FindInvoice("A-2"));
    }

    private static ExtractBuilder Owing(string january, string february) =>
        A.Extract().Contract(1).Invoice(11, 1, 2, february).Invoice(10, 1, 1, january);
}
