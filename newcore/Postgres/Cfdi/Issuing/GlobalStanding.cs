namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>How a receipt stands with its global document.</summary>
/// <param name="Issued">Of the living global document; null: there is none.</param>
/// <param name="HasCredits">A living credit note speaks of it: it cannot be cancelled before that.</param>
/// <param name="IsGoing">Another receipt leaves it, and it is to be cancelled for that.</param>
/// <param name="Leaves">Null: this receipt was not asked for yet.</param>
internal sealed record GlobalStanding(DateOnly? Issued, bool HasCredits, bool IsGoing, NominationOutcome? Leaves)
{
    /// <summary>
    /// What was decided for one receipt holds for those that follow: a global document is either cancelled or has
    /// credit notes. Beyond the last day on which it can be cancelled only a credit note is left.
    /// </summary>
    public NominationOutcome Decide(NominationWay way, CancellationSettings settings, DateOnly today)
    {
        if (Leaves is { } already)
        {
            return already;
        }

        if (Issued is not { } issued || IsGoing)
        {
            return NominationOutcome.Reissue;
        }

        bool isLate = settings.LastDayOf(issued) is { } last && today > last;
        bool isOtherMonth = (issued.Year, issued.Month) != (today.Year, today.Month);
        return HasCredits || isLate || way == NominationWay.Credit
            || (way == NominationWay.ReissueWithinMonth && isOtherMonth)
                ? NominationOutcome.Credit
                : NominationOutcome.Reissue;
    }
}
