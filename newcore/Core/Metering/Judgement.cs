namespace Strangler.Core.Metering;

/// <summary>What one sample changes.</summary>
/// <param name="State">Of the meter afterwards.</param>
/// <param name="Usage">Litres that the sample adds to what is used in the period.</param>
/// <param name="Raised">Conditions that begin here: one alert each.</param>
/// <param name="Ended">Conditions that are over.</param>
public readonly record struct Judgement(
    SampleVerdict Verdict, MeterState State, long Usage, MeterConditions Raised, MeterConditions Ended)
{
    public SampleShare Share => Verdict switch
    {
        SampleVerdict.First or SampleVerdict.Latest or SampleVerdict.Late => SampleShare.Rated,
        SampleVerdict.Questioned => SampleShare.Informational,
        SampleVerdict.NeedsNeighbours => throw new InvalidOperationException("Not judged yet."),
        _ => SampleShare.Discarded,
    };

    /// <summary>Whether the reading is to be kept.</summary>
    public bool IsKept => Share is SampleShare.Rated or SampleShare.Informational;
}
