using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Tests.Unit.Debts;

/// <summary>The compact arrays say what plain lists say, of whatever came in whatever order.</summary>
public sealed class DebtBookAgainstListsTests
{
    private static readonly string[] Zones = ["M08", "D14", "HU1"];
    private static readonly string[] TaxIds = ["XAXX010101000", "EKU9003173C9", "ñandú010101", ""];

    private readonly List<DebtAccount> _accounts = [];
    private readonly List<(ContractNumber Owner, OpenInvoice Invoice, Money Owed)> _invoices = [];

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 5)]
    [InlineData(3, 40, 200)]
    [InlineData(4, 300, 100)]
    [InlineData(5, 3, 400)]
    [InlineData(6, 1500, 4000)]
    public void A_book_answers_what_lists_answer(int seed, int contracts, int invoices)
    {
        Random random = new(seed);
        Draw(random, contracts, invoices);
        DebtBook book = Build();

        Assert.Equal(contracts, book.Contracts);
        foreach (ContractNumber number in _accounts.Select(account => account.Contract).Append(new ContractNumber(-5)))
        {
            Assert.Equivalent(Expected(number), book.Find(number), strict: true);
            Assert.Equal(Account(number)?.Group, book.GroupOf(number));
        }

        foreach (string taxId in TaxIds.Append("nobody"))
        {
            DebtAccount[] theirs = [.. _accounts.Where(account => account.TaxId == taxId)];
            Assert.Equal(
                theirs.Select(account => account.Contract.Value).Order(),
                book.FindByTaxId(taxId).Select(account => account.Contract.Value));
            Assert.Equal(
                theirs.Select(account => account.Group).Distinct().ToArray() is [var only] ? only : null,
                book.GroupOfTaxId(taxId));
        }

        Assert.All(_invoices, made => Assert.Equal(made.Owner, book.ContractOfInvoice(made.Invoice.Number)));
        Assert.Null(book.ContractOfInvoice("none"));
    }

    private DebtAccount? Expected(ContractNumber number)
    {
        (ContractNumber Owner, OpenInvoice Invoice, Money Owed)[] theirs =
        [
            .. _invoices.Where(made => made.Owner == number)
                .OrderBy(made => made.Invoice.Issued).ThenBy(made => made.Invoice.Id),
        ];
        return Account(number) is not { } account
            ? null
            : account with
            {
                Open =
                [
                    .. theirs.Where(made => made.Owed > Money.Zero)
                        .Select(made => made.Invoice with { Owed = made.Owed }),
                ],
                NewestCycle = theirs is [.., (_, var last, _)] ? new BillingCycle(last.Year, last.Period) : null,
            };
    }

    private DebtAccount? Account(ContractNumber number) => _accounts.Find(account => account.Contract == number);

    private void Draw(Random random, int contracts, int invoices)
    {
        HashSet<int> numbers = [];
        while (numbers.Count < contracts)
        {
            numbers.Add(random.Next(100_000_000));
        }

        _accounts.AddRange(numbers.Select(number => DebtBookTests.Account(number) with
        {
            Group = new BillingGroup((short)random.Next(1, 3), Zones[random.Next(Zones.Length)]),
            TaxId = TaxIds[random.Next(TaxIds.Length)],
        }));
        for (int id = 1; id <= invoices && contracts > 0; id++)
        {
            OpenInvoice invoice =
                DebtBookTests.Invoice(id, random.Next(1, 13)) with { Amount = new Money(random.Next()) };
            _invoices.Add((
                _accounts[random.Next(contracts)].Contract, invoice, new Money(Math.Max(0, random.Next(-500, 500)))));
        }
    }

    private DebtBook Build()
    {
        DebtBookBuilder builder = new();
        _accounts.ForEach(builder.AddContract);
        _invoices.ForEach(made => builder.AddInvoice(made.Owner, made.Invoice, made.Owed));
        return builder.Build(1);
    }
}
