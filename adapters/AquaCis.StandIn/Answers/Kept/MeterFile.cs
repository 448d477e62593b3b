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

    /// <summary>
    /// By the number it carries now: one that has been given another is no longer found by the old one.
    /// </summary>
    public MeterCard? Find(string? serialNumber)
    {
        string asked = serialNumber?.Trim() ?? "";
        if (changes.Find(FormerSerial, asked) is { } former && books.FindMeter(former) is { } renamed)
        {
            return CardOf(renamed);
        }

        return books.FindMeter(asked) is { } meter && changes.Find(Serial, meter.Id) is null ? CardOf(meter) : null;
    }

    public MeterCard CardOf(Meter meter) => new(
        meter, changes.Find(Serial, meter.Id) ?? meter.SerialNumber, changes.Find(Make, meter.Id),
        changes.Find(Model, meter.Id), Number(Calibre, meter) ?? meter.CalibreMm, Number(MadeIn, meter));

    /// <summary>Whether another meter carries the number already.</summary>
    public bool IsTaken(string serialNumber, Meter by) => Find(serialNumber) is { } other && other.Meter.Id != by.Id;

    /// <summary>Null leaves a property as it is.</summary>
    public void Change(Meter meter, string? serialNumber, string? make, string? model, long? calibre, long? madeIn)
    {
        Keep(Make, meter, make);
        Keep(Model, meter, model);
        Keep(Calibre, meter, calibre?.ToString(CultureInfo.InvariantCulture));
        Keep(MadeIn, meter, madeIn?.ToString(CultureInfo.InvariantCulture));
        if (serialNumber?.Trim() is { Length: > 0 } next && next != CardOf(meter).SerialNumber)
        {
            changes.Set(FormerSerial, CardOf(meter).SerialNumber, null);
            bool isOriginal = next == meter.SerialNumber;
            changes.Set(FormerSerial, next, isOriginal ? null : meter.SerialNumber);
            changes.Set(Serial, meter.Id, isOriginal ? null : next);
        }
    }

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
