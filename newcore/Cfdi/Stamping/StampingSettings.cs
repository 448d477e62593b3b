namespace Strangler.Cfdi.Stamping;

/// <summary>How patiently documents are stamped.</summary>
public sealed record StampingSettings
{
    public static readonly StampingSettings Usual = new();

    /// <summary>SAT's own limit between the date of a document and its stamp (code 401).</summary>
    public static readonly TimeSpan SatAge = TimeSpan.FromHours(72);

    /// <summary>A document this near to <see cref="SatAge"/> is not sent any more.</summary>
    public TimeSpan AgeMargin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after the last sending "no stamp of it" may be wrong; longer than any call takes.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Pause after the first failure; it doubles with each, up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Calls about one document; then it is parked.</summary>
    public int MostAttempts { get; init; } = 100;

    /// <summary>Calls of a PAC that fail in a row; then it is left alone.</summary>
    public int BrakeAfter { get; init; } = 5;

    /// <summary>... for so long, and twice as long each time that the document which tries it fails.</summary>
    public TimeSpan FirstBrake { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestBrake { get; init; } = TimeSpan.FromMinutes(5);
}
