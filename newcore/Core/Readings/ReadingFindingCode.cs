namespace Strangler.Core.Readings;

/// <summary>What is remarkable about the readings of a period.</summary>
public enum ReadingFindingCode
{
    /// <summary>Nothing was used: the meter may have stopped. The quantity is 0.</summary>
    ZeroConsumption,

    /// <summary>More than the bound of the dials, or many times what is usual.</summary>
    AbnormalJump,

    /// <summary>The source marked a reading as not normal.</summary>
    DoubtfulStatus,

    /// <summary>A reading later than the period's last day: not counted.</summary>
    DateOutsidePeriod,

    /// <summary>
    /// An estimate was higher than what the meter shows now; the quantity is negative, to be credited.
    /// </summary>
    EstimateTooHigh,

    /// <summary>The source's own difference is another.</summary>
    SourceDiffers,

    /// <summary>Two readings of one instant and revision that say different things.</summary>
    Contradiction,

    /// <summary>Lower than the one before, and no plausible turn of the dials.</summary>
    BelowPrevious,

    /// <summary>More digits than the meter has, or negative.</summary>
    BeyondDials,

    WrongUnit,
    UnknownMeter,
    NoMeter,

    /// <summary>No reading in the period of a meter that is in place: estimate it.</summary>
    NoReading,

    /// <summary>Nothing to count from: no reading before the period, and no initial one.</summary>
    NoOpeningReading,

    /// <summary>The meter was taken away in the period without a last reading.</summary>
    NoFinalReading,

    /// <summary>A reading of a meter after its last: somebody looks into it.</summary>
    AfterFinal,
}
