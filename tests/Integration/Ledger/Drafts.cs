using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Tests.Integration.Ledger;

/// <summary>Entries as billing makes them.</summary>
internal static class Drafts
{
    public static readonly DateOnly Day = new(2026, 2, 3);

    public static EntryDraft Invoice(int contract, string key, long net = 10_000) => Of(
        contract, key, "invoice-issued",
        new Posting(LedgerAccount.Receivable, new Money(net + (net / 5))),
        new Posting(LedgerAccount.Revenue(1), new Money(-net)),
        new Posting(LedgerAccount.TaxPayable, new Money(-(net / 5))));

    public static EntryDraft Payment(int contract, string key, long centavos) => Of(
        contract, key, "payment-received",
        new Posting(LedgerAccount.Cash, new Money(centavos)),
        new Posting(LedgerAccount.Receivable, new Money(-centavos)));

    public static EntryDraft Of(int contract, string key, string kind, params Posting[] postings) => new(
        new ContractNumber(contract), key, kind, Day, $"FA-{key}", "test", "because", postings);

    /// <summary>Anything that billing, cash desks and claims post, on any day of a month.</summary>
    public static EntryDraft Any(Random random, int contract, string key)
    {
        Money amount = new(random.Next(1, 1_000_000));
        Money less = new(-amount.Centavos);
        EntryDraft draft = random.Next(6) switch
        {
            0 or 1 => Invoice(contract, key, amount.Centavos),
            2 => Payment(contract, key, amount.Centavos),
            3 => Of(
                contract, key, "overpaid", new(LedgerAccount.Cash, amount), new(LedgerAccount.CustomerCredit, less)),
            4 => Of(
                contract, key, "balance-blocked", new(LedgerAccount.CustomerCredit, amount),
                new(LedgerAccount.CustomerBlocked, less)),
            _ => Of(contract, key, "funds-requested") with { CurrentChange = amount },
        };
        return draft with { BookedOn = Day.AddDays(random.Next(28)) };
    }
}
