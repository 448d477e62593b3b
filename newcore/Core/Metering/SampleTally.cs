namespace Strangler.Core.Metering;

/// <summary>How many went where.</summary>
public readonly record struct SampleTally(long Rated, long Informational, long Discarded, long Quarantined)
{
    public long Total => Rated + Informational + Discarded + Quarantined;

    public SampleTally Add(SampleShare share, long count = 1) => share switch
    {
        SampleShare.Rated => this with { Rated = Rated + count },
        SampleShare.Informational => this with { Informational = Informational + count },
        SampleShare.Discarded => this with { Discarded = Discarded + count },
        _ => this with { Quarantined = Quarantined + count },
    };
}
