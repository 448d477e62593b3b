using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Tests.Unit.Ledger;

public sealed class LedgerDecisionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    private static readonly ChartOfAccounts Chart = new(
    [
        new(1, LedgerAccount.Receivable, "", AccountKind.Asset, BalancePart.Receivable),
        new(2, LedgerAccount.Cash, "", AccountKind.Asset, BalancePart.None),
        new(3, LedgerAccount.CustomerCredit, "", AccountKind.Liability, BalancePart.Available),
        new(4, LedgerAccount.CustomerToOffset, "", AccountKind.Liability, BalancePart.ToOffset),
        new(5, LedgerAccount.CustomerBlocked, "", AccountKind.Liability, BalancePart.Blocked),
        new(6, LedgerAccount.Revenue(1), "", AccountKind.Income, BalancePart.None),
    ]);

    [Fact]
    public void A_request_for_funds_moves_the_current_amount_only()
    {
        LedgerStream after = Post(LedgerStream.Empty(new(7)), Draft("k") with { CurrentChange = new Money(5_000) });

        Assert.Equal(new LedgerBalances { Current = new Money(5_000) }, after.Balances);
    }

    [Fact]
    public void A_prepaid_charge_moves_payoff_only_and_any_other_charge_moves_both()
    {
        EntryDraft charge = Draft("k", (LedgerAccount.Receivable, 100), (LedgerAccount.Revenue(1), -100));
        LedgerStream empty = LedgerStream.Empty(new(7));

        LedgerBalances prepaid = Post(empty, charge with { CurrentChange = Money.Zero }).Balances;
        LedgerBalances usual = Post(empty, charge).Balances;

        Assert.Equal((new Money(100), Money.Zero), (prepaid.Payoff, prepaid.Current));
        Assert.Equal((new Money(100), new Money(100)), (usual.Payoff, usual.Current));
    }

    [Fact]
    public void What_is_blocked_is_held_and_settles_nothing()
    {
        LedgerStream paid = Post(
            LedgerStream.Empty(new(7)),
            Draft(
                "a", (LedgerAccount.Cash, 100), (LedgerAccount.CustomerCredit, -70),
                (LedgerAccount.CustomerToOffset, -30)));
        LedgerBalances after = Post(
            paid, Draft("b", (LedgerAccount.CustomerCredit, 50), (LedgerAccount.CustomerBlocked, -50))).Balances;

        Assert.Equal(
            (20L, 30L, 50L, 100L, -50L),
            (after.Available.Centavos, after.ToOffset.Centavos, after.Blocked.Centavos, after.Total.Centavos,
                after.Payoff.Centavos));
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(66, LedgerRefusal.TooManyPostings)]
    [InlineData(0, LedgerRefusal.Empty)]
    public void An_entry_has_at_most_64_postings_and_something_to_say(int postings, LedgerRefusal? refusal)
    {
        (LedgerAccount, long)[] all =
        [
            .. Enumerable.Range(0, postings).Select(at => (LedgerAccount.Cash, at % 2 == 0 ? 1L : -1L)),
        ];
        Assert.Equal(refusal, DraftCheck.Check(Draft("k", all), Chart)?.Reason);
    }

    [Theory]
    [InlineData("99999999999999999", LedgerRefusal.TooLarge)]
    [InlineData("1", null)]
    public void An_amount_beyond_what_is_kept_is_refused(string centavos, LedgerRefusal? refusal)
    {
        long amount = long.Parse(centavos, System.Globalization.CultureInfo.InvariantCulture);
        EntryDraft draft = Draft("k", (LedgerAccount.Cash, amount), (LedgerAccount.Receivable, -amount));
        Assert.Equal(refusal, DraftCheck.Check(draft, Chart)?.Reason);
    }

    [Fact]
    public void A_balance_that_would_overflow_refuses_the_entry()
    {
        LedgerStream full = LedgerStream.Empty(new(7)) with
        {
            Balances = new LedgerBalances { Receivable = new Money(long.MaxValue) },
        };
        EntryDraft draft = Draft("k", (LedgerAccount.Receivable, 1), (LedgerAccount.Revenue(1), -1));
        LedgerOutcome outcome = LedgerDecisions.Decide(full, draft, first: null, Chart, Now);
        Assert.Equal(LedgerRefusal.TooLarge, Assert.IsType<LedgerOutcome.Refused>(outcome).Reason);
    }

    [Fact]
    public void The_bytes_under_a_hash_stay_as_they_are()
    {
        EntryDraft draft = Draft("k", (LedgerAccount.Receivable, 1), (LedgerAccount.Revenue(1), -1));
        EntryHash first = EntryEncoding.HashOf(draft, new Money(1), 1, Now, default);
        Assert.Equal(ExpectedHash, first.ToString());
        Assert.NotEqual(first, EntryEncoding.HashOf(draft with { Document = "" }, new Money(1), 1, Now, default));
        Assert.NotEqual(first, EntryEncoding.HashOf(draft, new Money(1), 1, Now, first));
    }

    private const string ExpectedHash = "78766241d8a4dbcc2b5734d15d1781533faa490214682a62424a36aa08aad9e5";

    private static LedgerStream Post(LedgerStream stream, EntryDraft draft) => stream.Apply(
        Assert.IsType<LedgerOutcome.Posted>(LedgerDecisions.Decide(stream, draft, first: null, Chart, Now)).Entry,
        Chart);

    private static EntryDraft Draft(string key, params (LedgerAccount Account, long Centavos)[] postings) => new(
        new ContractNumber(7), key, "adjusted", new DateOnly(2026, 2, 3), null, "test", "because",
        [.. postings.Select(one => new Posting(one.Account, new Money(one.Centavos)))]);
}
