using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>One reading as the customer office shows it.</summary>
/// <param name="Dial">What the dials show.</param>
/// <param name="Consumption">Cubic metres since the reading before; 0 for a customer's own.</param>
internal sealed record CycleReading(
    string? Remark, string Origin, string Kind, bool Estimated, string At, long Dial, long Consumption)
{
    public static CycleReading Of(Reading reading) => new(
        reading.Remark.Length == 0 ? null : reading.Remark, OriginName(reading.Origin), KindName(reading.Kind),
        reading.Kind == 'E', LegacyCalendar.Text(reading.At), reading.Dial, reading.Consumption);

    public static CycleReading Of(SelfReading reading) =>
        new(null, "CLIENTE", "AUTOLECTURA", false, LegacyCalendar.Text(reading.Day)!, reading.Dial, 0);

    public static string OriginName(string origin) => origin switch
    {
        "MA" => "MANUAL",
        "TE" => "TELELECTURA",
        "ES" => "ESTIMADA",
        _ => origin,
    };

    private static string KindName(char kind) => kind switch
    {
        'L' => "PERIODICA",
        'E' => "ESTIMADA",
        'F' => "FINAL",
        'I' => "INICIAL",
        _ => kind.ToString(),
    };
}
