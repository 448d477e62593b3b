using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Books;

[Collection("sample books")]
public sealed class LegacyBooksTests(SampleBooks sample)
{
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
    public async Task Contracts_of_a_tax_id_come_in_the_order_of_their_numbers_whatever_the_order_of_the_file()
    {
        using ExtractBuilder extract = A.Extract().Contract(30).Contract(10).Contract(20, taxId: "EKU9003173C9");
        using LegacyBooks books = await extract.LoadAsync();

        Assert.Equal([10, 30], books.ContractsOf(ExtractBuilder.PublicTaxId).Select(contract => contract.Number));
        Assert.Empty(books.ContractsOf("nobody"));
    }

    [Fact]
    public async Task Tax_ids_that_differ_in_letter_case_alone_list_their_contracts_once()
    {
        using ExtractBuilder extract = A.Extract().Contract(1, "abc010101aa1").Contract(2, "ABC010101AA1");
        using LegacyBooks books = await extract.LoadAsync();

        Assert.Equal([1, 2], books.AllContracts().Select(contract => contract.Number));
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
}
