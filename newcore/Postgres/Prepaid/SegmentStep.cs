using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Prepaid;

namespace Strangler.Postgres.Prepaid;

/// <summary>One agreement's money while its segments are made.</summary>
internal sealed class SegmentStep(PrepaidAccount account, LedgerBalances balances)
{
    private PrepaidAccount _account = account;
    private Money _available = balances.Available;

    public List<EntryDraft> Drafts { get; } = [];

    public List<NpgsqlBatchCommand> Changes { get; } = [];

    public Money Payoff { get; private set; } = balances.Payoff;

    public string? Problem { get; set; }

    /// <summary>Takes a segment's charge; a draft without postings is none.</summary>
    public EntryDraft Charge(string key, DateOnly bookedOn, string cause, IReadOnlyList<Posting> charge)
    {
        Money used = new(charge
            .Where(one => one.Account == LedgerAccount.Receivable || one.Account == LedgerAccount.CustomerCredit)
            .Sum(one => one.Amount.Centavos));
        MeterCounters before = _account.Counters;
        MeterCounters after = before with { Used = before.Used + used };
        EntryDraft draft = PrepaidEntries.Segment(
            _account.Contract, key, bookedOn, cause, AgreementSegments.Who, charge, before.UsedAhead,
            after.UsedAhead);
        Money receivable = PrepaidMoney.Of(draft, LedgerAccount.Receivable);
        Money credit = PrepaidMoney.Of(draft, LedgerAccount.CustomerCredit);
        _account = _account with { Counters = after, Owed = _account.Owed + receivable };
        _available -= credit;
        Payoff += receivable + credit;
        if (draft.Postings.Count > 0)
        {
            Drafts.Add(draft);
        }

        return draft;
    }

    /// <summary>Credit pays what was charged, at once.</summary>
    public PrepaidAccount SetOff(DateOnly day)
    {
        Money amount = PrepaidEntries.ToSetOff(_account.Owed, _available);
        return Drafts.Count == 0 || amount == Money.Zero ? _account : Settle(day, amount);
    }

    private PrepaidAccount Settle(DateOnly day, Money amount)
    {
        Drafts.Add(PrepaidEntries.SetOff(
            _account.Contract, Drafts[^1].IdempotencyKey, day, AgreementSegments.Who, amount));
        return _account = _account with { Owed = _account.Owed - amount };
    }
}
