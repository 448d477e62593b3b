using System.Buffers;
using System.Text;
using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>What can be said of a draft without looking at its stream.</summary>
public static class DraftCheck
{
    /// <returns>Null where it may be posted.</returns>
    public static LedgerOutcome.Refused? Check(EntryDraft draft, ChartOfAccounts chart)
    {
        if (BadText(draft) is { } bad)
        {
            return new LedgerOutcome.Refused(LedgerRefusal.BadText, bad);
        }

        if (draft.Postings.Count == 0 && (draft.CurrentChange ?? Money.Zero) == Money.Zero)
        {
            return new LedgerOutcome.Refused(LedgerRefusal.Empty, "There is nothing to post.");
        }

        if (draft.Postings.Count > EntryLimits.Postings)
        {
            return new LedgerOutcome.Refused(
                LedgerRefusal.TooManyPostings,
                $"{draft.Postings.Count} postings; an entry has at most {EntryLimits.Postings}.");
        }

        return IsTooLarge(draft.CurrentChange ?? Money.Zero)
            ? new LedgerOutcome.Refused(LedgerRefusal.TooLarge, "The current amount is beyond what is kept.")
            : CheckPostings(draft.Postings, chart);
    }

    private static LedgerOutcome.Refused? CheckPostings(IReadOnlyList<Posting> postings, ChartOfAccounts chart)
    {
        Money sum = Money.Zero;
        for (int at = 0; at < postings.Count; at++)
        {
            (LedgerAccount account, Money amount) = postings[at];
            if (chart.Find(account) is null)
            {
                return new LedgerOutcome.Refused(
                    LedgerRefusal.UnknownAccount, $"The chart has no account '{account.Code}'.");
            }

            if (IsTooLarge(amount))
            {
                return new LedgerOutcome.Refused(
                    LedgerRefusal.TooLarge, $"{amount} pesos to {account.Code} are beyond what is kept.");
            }

            sum += amount;
        }

        return sum == Money.Zero
            ? null
            : new LedgerOutcome.Refused(LedgerRefusal.Unbalanced, $"The postings add up to {sum} pesos, not to zero.");
    }

    private static string? BadText(EntryDraft draft) =>
        Bad("idempotency key", draft.IdempotencyKey, EntryLimits.KeyLength)
        ?? Bad("kind", draft.Kind, EntryLimits.KindLength)
        ?? (draft.Document is null ? null : Bad("document", draft.Document, EntryLimits.DocumentLength))
        ?? Bad("actor", draft.Actor, EntryLimits.ActorLength)
        ?? Bad("cause", draft.Cause, EntryLimits.CauseLength);

    private static string? Bad(string name, string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return $"The {name} is missing.";
        }

        return text.Length > longest ? $"The {name} has {text.Length} characters; at most {longest} are kept."
            : IsKeepable(text) ? null : $"The {name} holds a character that cannot be kept.";
    }

    /// <summary>No control character, and nothing else that PostgreSQL or XML refuses: a journal is both.</summary>
    private static bool IsKeepable(string text)
    {
        ReadOnlySpan<char> rest = text;
        if (!rest.ContainsAnyExceptInRange(' ', '~'))
        {
            return true;
        }

        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out Rune letter, out int used) != OperationStatus.Done
                || Rune.IsControl(letter) || letter.Value is 0xFFFE or 0xFFFF)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }

    private static bool IsTooLarge(Money amount) =>
        amount.Centavos is > EntryLimits.Amount or < -EntryLimits.Amount;
}
