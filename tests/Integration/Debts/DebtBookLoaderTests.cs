using Strangler.AquaCis.StandIn.Answers.Debt;
using Strangler.AquaCis.StandIn.Books;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Debts;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Import;
using Strangler.Tests.Integration.Product;
using Contract = Strangler.AquaCis.StandIn.Books.Contract;

namespace Strangler.Tests.Integration.Debts;

public sealed class DebtBookLoaderTests(PostgresCluster cluster) : IDisposable
{
    private static readonly DateOnly AnyDay = new(2026, 7, 1);
    private readonly ExtractCopy _extract = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _extract.Dispose();

    [Fact]
    public async Task Every_contract_owes_what_legacy_says_it_owes()
    {
        using LegacyBooks legacy = await LegacyBooks.LoadAsync(_extract.Folder, null, Cancellation);
        DebtBook book = await LoadAsync();
        int[] numbers =
            [.. _extract.Lines("contrato").Skip(1).Select(line => int.Parse(line.Split(',')[0], null))];

        Assert.Equal(legacy.ContractCount, book.Contracts);
        Assert.Equal(1, book.Version);
        foreach (int number in numbers)
        {
            Contract contract = legacy.FindContract(number)!;
            DebtAccount account = book.Find(new ContractNumber(number))!;
            AssertSameHolder(legacy, contract, account);
            AssertSameDebt(DebtState.Of(contract, legacy.HolderOf(contract), legacy, AnyDay), account);
        }
    }

    [Fact]
    public async Task Every_invoice_leads_to_its_contract()
    {
        DebtBook book = await LoadAsync();

        Assert.All(
            _extract.Lines("factura").Skip(1).Select(line => line.Split(',')),
            invoice => Assert.Equal(invoice[3], book.ContractOfInvoice(invoice[2])?.ToString()));
    }

    [Fact]
    public async Task What_was_paid_in_parts_or_beyond_its_amount_is_owed_as_legacy_counts_it()
    {
        string[] contract = _extract.Lines("contrato")[4].Split(',');
        string[] invoices =
        [
            .. _extract.Lines("factura").Where(line => line.Split(',')[3] == contract[0])
                .Select(line => line.Split(',')[0]),
        ];
        _extract.Change("opedesglos", lines =>
        [
            .. lines.Where(line => !invoices.Contains(line.Split(',')[6])),
            $"900001,O,1,10.50,2027-01-01,0100,{invoices[0]}", $"900002,O,1,0.01,2026-01-01,0100,{invoices[0]}",
            $"900003,O,1,99999,2026-03-01,0100,{invoices[1]}",
        ]);
        using LegacyBooks legacy = await LegacyBooks.LoadAsync(_extract.Folder, null, Cancellation);
        DebtBook book = await LoadAsync();

        int number = int.Parse(contract[0], null);
        DebtAccount account = book.Find(new ContractNumber(number))!;

        Assert.Equal(invoices.Length - 1, account.Open.Count);
        Contract known = legacy.FindContract(number)!;
        AssertSameDebt(DebtState.Of(known, legacy.HolderOf(known), legacy, AnyDay), account);
    }

    [Fact]
    public async Task A_contract_of_which_a_bill_was_put_aside_is_not_answered_for()
    {
        string[] invoice = _extract.Lines("factura")[6].Split(',');
        _extract.Set("factura", 7, "facimporte", "much");
        string[] payment = _extract.Lines("opedesglos")[12].Split(',');
        string paid = _extract.Lines("factura")
            .Single(line => line.StartsWith($"{payment[6]},", StringComparison.Ordinal)).Split(',')[3];
        _extract.Set("opedesglos", 13, "opdimporte", "");

        DebtBook book = await LoadAsync();

        Assert.Null(book.Find(new ContractNumber(int.Parse(invoice[3], null))));
        Assert.Null(book.Find(new ContractNumber(int.Parse(paid, null))));
        Assert.Equal(2, _extract.Lines("contrato").Skip(1)
            .Count(line => book.GroupOf(new ContractNumber(int.Parse(line.Split(',')[0], null))) is null));
    }

    private async Task<DebtBook> LoadAsync()
    {
        await using ImportedDatabase imported = await ImportedDatabase.WithAsync(cluster, _extract);
        return await new DebtBookLoader(imported.Database).LoadAsync(Cancellation);
    }

    private static void AssertSameHolder(LegacyBooks legacy, Contract contract, DebtAccount account)
    {
        Holder holder = legacy.HolderOf(contract);
        Assert.Equal((holder.Name, holder.Surname), (account.HolderName, account.HolderSurname));
        Assert.Equal((holder.TaxId, contract.Client), (account.TaxId, account.Client));
        Assert.Equal(new BillingGroup(contract.ServiceArea, contract.Zone), account.Group);
        Assert.Equal(legacy.ServiceAreas[contract.ServiceArea], account.ServiceAreaName);
        Assert.Equal(contract.CollectionBlocked, account.CollectionBlocked);
    }

    private static void AssertSameDebt(DebtState legacy, DebtAccount account)
    {
        Assert.Equal(
            legacy.Unpaid.Reverse().Select(unpaid => (
                unpaid.Invoice.Id, unpaid.Invoice.Number, unpaid.Invoice.Year, unpaid.Invoice.Period,
                unpaid.Invoice.Issued, unpaid.Invoice.Due)),
            account.Open.Select(open => (open.Id, open.Number, open.Year, open.Period, open.Issued, open.Due)));
        Assert.Equal(
            legacy.Unpaid.Reverse().Select(unpaid => (unpaid.Invoice.Amount, unpaid.Invoice.Tax, unpaid.Owed)),
            account.Open.Select(open => (open.Amount.Pesos, open.Tax.Pesos, open.Owed.Pesos)));
        Assert.Equal(
            legacy.Unpaid.Reverse().Select(unpaid => unpaid.IsNewestCycle),
            account.Open.Select(open => new BillingCycle(open.Year, open.Period) == account.NewestCycle));
    }
}
