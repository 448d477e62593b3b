namespace Strangler.Core.Metering;

/// <summary>What one sample changes.</summary>
/// <param name="State">Of the meter afterwards.</param>
/// <param name="Usage">Litres that the sample adds to what is used in the period.</param>
/// <param name="Raised">Conditions that begin here: one alert each.</param>
/// <param name="Ended">Conditions that are over.</param>
public readonly record struct Judgement(
    SampleVerdict Verdict, MeterState State, long Usage, MeterConditions Raised, MeterConditions Ended);
