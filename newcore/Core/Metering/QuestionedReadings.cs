namespace Strangler.Core.Metering;

/// <summary>A questioned reading, and what is kept around it.</summary>
/// <param name="Before">The last rated count before it; null where there is none.</param>
/// <param name="Earlier">Questioned ones between that and the chosen one, in order of time.</param>
/// <param name="Later">Questioned ones after it, until the next rated one, in order of time.</param>
/// <param name="After">The first rated count after it; null where there is none.</param>
/// <param name="AfterBegins">Whether the meter was restarted there, so that nothing leads up to it.</param>
public sealed record QuestionedReadings(
    CountAt? Before, IReadOnlyList<CountAt> Earlier, CountAt Chosen, IReadOnlyList<CountAt> Later, CountAt? After,
    bool AfterBegins)
{
    /// <summary>The count that everything before it must lead up to; null where there is none.</summary>
    public CountAt? Bound => AfterBegins ? null : After;
}
