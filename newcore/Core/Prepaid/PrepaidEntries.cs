using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Core.Prepaid;

/// <summary>The ledger entries of prepaid events (docs/prepaid.md has the table). Each event has one draft.</summary>
public static class PrepaidEntries
{
    /// <summary>Where old debt rests on its way onto an agreement.</summary>
    public static readonly LedgerAccount Transfer = new("prepaid-transfer");

    /// <summary>Money that meters say was loaded and no top-up has shown yet.</summary>
    public static readonly LedgerAccount MeterLoads = new("prepaid-meter-loads");

    /// <summary>What meters used and no segment has charged yet.</summary>
    public static readonly LedgerAccount MeterUse = new("revenue.prepaid-meter");

    public const string Charged = "prepaid-charged";
    public const string SetOffKind = "prepaid-credit-set-off";
    public const string Requested = "prepaid-funds-requested";
    public const string CurrentZeroed = "prepaid-current-zeroed";
    public const string DebtReleased = "prepaid-debt-released";
    public const string DebtTakenOver = "prepaid-debt-taken-over";
    public const string Ended = "prepaid-ended";
    public const string MeterAdjusted = "prepaid-meter-adjusted";

    /// <summary>Payoff moves by the charge, the current amount not at all.</summary>
    /// <param name="usedAhead">By how much the meter's count was ahead of the charges before.</param>
    /// <param name="usedAheadAfter">And with this charge: what the meter had used already is not charged twice.</param>
    public static EntryDraft Segment(
        ContractNumber contract, string key, DateOnly bookedOn, string cause, string who,
        IReadOnlyList<Posting> charge, Money usedAhead, Money usedAheadAfter)
    {
        Posting[] ahead = Use(usedAheadAfter - usedAhead);
        return new(contract, key, Charged, bookedOn, null, who, cause, Sum([.. charge, .. ahead]))
        {
            CurrentChange = Money.Zero,
        };
    }

    /// <summary>First segment of a day; a correction of it has its number behind.</summary>
    public static string SegmentKey(ContractNumber contract, DateOnly day, int revision) => string.Create(
        CultureInfo.InvariantCulture,
        $"prepaid-segment:{contract.Value}:{day:yyyy-MM-dd}{(revision == 0 ? "" : $":{revision}")}");

    /// <summary>Credit pays what was charged. Below zero: gives back what a correction has made too much.</summary>
    public static EntryDraft SetOff(ContractNumber contract, string key, DateOnly day, string who, Money amount) => new(
        contract, $"{key}/set-off", SetOffKind, day, null, who, "credit set off against charges",
        [new(LedgerAccount.CustomerCredit, amount), new(LedgerAccount.Receivable, Money.Zero - amount)]);

    /// <summary>What of <paramref name="owed"/> is to be set off now.</summary>
    public static Money ToSetOff(Money owed, Money available) =>
        owed <= Money.Zero ? owed
        : available <= Money.Zero ? Money.Zero
        : available < owed ? available : owed;

    /// <summary>Moves the current amount alone.</summary>
    /// <param name="arrears">The day from which it counts as not paid.</param>
    public static EntryDraft FundsRequest(
        ContractNumber contract, string key, DateOnly day, DateOnly arrears, string who, Money amount) => new(
        contract, key, Requested, day, null, who, $"funds requested, in arrears from {arrears:yyyy-MM-dd}", [])
        {
            CurrentChange = amount,
        };

    /// <summary>Nothing is asked for any more: after a payment, and after old debt was transferred.</summary>
    public static EntryDraft ZeroCurrent(
        ContractNumber contract, string key, DateOnly day, string who, string cause, Money current) => new(
        contract, $"{key}/current", CurrentZeroed, day, null, who, cause, [])
        {
            CurrentChange = Money.Zero - current,
        };

    /// <summary>The agreement is over: from now on what is owed is asked for, as of any contract.</summary>
    /// <param name="document">Of what it left unpaid; null where that is nothing.</param>
    /// <param name="current">By how much what is asked for changes.</param>
    public static EntryDraft End(
        ContractNumber contract, string key, DateOnly day, string? document, string who, string reason,
        Money current) => new(contract, key, Ended, day, document, who, $"agreement ended: {reason}", [])
        {
            CurrentChange = current,
        };

    /// <summary>Old debt leaves the contract that owed it.</summary>
    public static EntryDraft Release(
        ContractNumber from, string key, DateOnly day, string who, string cause, Money amount) => new(
        from, $"{key}/released", DebtReleased, day, null, who, cause,
        [new(Transfer, amount), new(LedgerAccount.Receivable, Money.Zero - amount)]);

    /// <summary>And comes onto the agreement's, which may be the same contract.</summary>
    public static EntryDraft TakeOver(
        ContractNumber contract, string key, DateOnly day, string who, string cause, Money amount) => new(
        contract, $"{key}/taken-over", DebtTakenOver, day, null, who, cause,
        [new(LedgerAccount.Receivable, amount), new(Transfer, Money.Zero - amount)]);

    /// <summary>The side that counted more is right: what it counted and the other did not is posted.</summary>
    public static EntryDraft? MeterDifference(
        ContractNumber contract, string key, DateOnly day, string who, string cause, MeterCounters before,
        MeterCounters after)
    {
        Money loaded = after.LoadedAhead - before.LoadedAhead;
        Posting[] postings = Sum(
        [
            .. Use(after.UsedAhead - before.UsedAhead),
            new(MeterLoads, loaded), new(LedgerAccount.CustomerCredit, Money.Zero - loaded),
        ]);
        return postings.Length == 0 ? null
            : new(contract, key, MeterAdjusted, day, null, who, cause, postings) { CurrentChange = Money.Zero };
    }

    private static Posting[] Use(Money amount) =>
        [new(LedgerAccount.Receivable, amount), new(MeterUse, Money.Zero - amount)];

    /// <summary>One posting for each account, those of zero left out.</summary>
    private static Posting[] Sum(IEnumerable<Posting> postings) =>
    [
        .. postings.GroupBy(posting => posting.Account)
            .Select(group => new Posting(group.Key, new Money(group.Sum(one => one.Amount.Centavos))))
            .Where(posting => posting.Amount != Money.Zero),
    ];
}
