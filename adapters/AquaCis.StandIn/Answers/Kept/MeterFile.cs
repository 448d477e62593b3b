using System.Globalization;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>The meters as of now: those of the extract, and what callers have changed on them.</summary>
internal sealed class MeterFile(LegacyBooks books, Changes changes)
{
    private const string Serial = "meter-serial";
    private const string FormerSerial = "meter-former-serial";
    private const string Make = "meter-make";
    private const string Model = "meter-model";
    private const string Calibre = "meter-calibre";
    private const string MadeIn = "meter-made-in";
    private readonly Lock _changing = new();

    /// <summary>
    /// By the number it carries now: one that has been given another is no longer found by the old one.
    /// </summary>
    public MeterCard? Find(string? serialNumber)
    {
        string asked = serialNumber?.Trim() ?? "";
        if (changes.Find(FormerSerial, KeyOf(asked)) is { } former && books.FindMeter(former) is { } renamed)
        {
            return CardOf(renamed);
        }

        return books.FindMeter(asked) is { } meter && changes.Find(Serial, meter.Id) is null ? CardOf(meter) : null;
    }

    public MeterCard CardOf(Meter meter) => new(
        meter, changes.Find(Serial, meter.Id) ?? meter.SerialNumber, changes.Find(Make, meter.Id),
        changes.Find(Model, meter.Id), Number(Calibre, meter) ?? meter.CalibreMm, Number(MadeIn, meter));

    /// <summary>
    /// Null leaves a property as it is. False, and nothing changed, where another meter carries the number already.
    /// </summary>
    public bool Change(Meter meter, string? serialNumber, string? make, string? model, long? calibre, long? madeIn)
    {
        lock (_changing)
        {
            if (serialNumber?.Trim() is { Length: > 0 } next && next != CardOf(meter).SerialNumber)
            {
                if (Find(next) is { } other && other.Meter.Id != meter.Id)
                {
                    return false;
                }

                Rename(meter, next);
            }

            Keep(Make, meter, make);
            Keep(Model, meter, model);
            Keep(Calibre, meter, calibre?.ToString(CultureInfo.InvariantCulture));
            Keep(MadeIn, meter, madeIn?.ToString(CultureInfo.InvariantCulture));
            return true;
        }
    }

    private void Rename(Meter meter, string next)
    {
        bool isOriginal = next == meter.SerialNumber;
        string last = CardOf(meter).SerialNumber;
        changes.Set(FormerSerial, KeyOf(next), isOriginal ? null : meter.SerialNumber);
        changes.Set(Serial, meter.Id, isOriginal ? null : next);
        if (KeyOf(last) != KeyOf(next))
        {
            changes.Set(FormerSerial, KeyOf(last), null);
        }
    }

    /// <summary>Meters are found whatever the letter case, as in the extract.</summary>
    private static string KeyOf(string serialNumber) => serialNumber.ToUpperInvariant();

    private void Keep(string kind, Meter meter, string? value)
    {
        if (value is not null)
        {
            changes.Set(kind, meter.Id, value);
        }
    }

    private short? Number(string kind, Meter meter) =>
        changes.Find(kind, meter.Id) is { } text ? short.Parse(text, CultureInfo.InvariantCulture) : null;
}
