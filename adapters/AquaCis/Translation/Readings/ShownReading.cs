using Strangler.AquaCis.Extract;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Readings;

/// <summary>One reading as the customer office shows it.</summary>
/// <param name="Consumption">Cubic metres since the reading before; 0 for a customer's own.</param>
internal sealed record ShownReading(
    string? Remark, string Origin, string Kind, bool Estimated, string At, int Dials, int Consumption)
{
    public static ShownReading Of(KnownReading reading) => new(
        reading.Remark, ReadingWords.Origin(reading.Origin), ReadingWords.Kind(reading.Kind),
        reading.Kind == ReadingWords.Estimated, WireDay.Text(UtilityTime.Local(reading.At)), reading.Dials,
        reading.Consumption);

    public static ShownReading Of(SelfReading reading) => new(
        null, "CLIENTE", "AUTOLECTURA", Estimated: false, WireDay.Text(reading.Day), reading.Dials, 0);
}
