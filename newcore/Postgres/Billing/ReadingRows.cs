using Npgsql;
using Strangler.Core.Readings;

namespace Strangler.Postgres.Billing;

/// <summary>Takes the readings of a period, and of those before only the last of each meter.</summary>
internal sealed class ReadingRows(IReadOnlyList<LoadedBill> bills)
{
    public void Take(int at, NpgsqlDataReader row)
    {
        LoadedBill bill = bills[at];
        DateTimeOffset readAt = row.GetFieldValue<DateTimeOffset>(2);
        bool ofPeriod = !row.IsDBNull(7) && row.GetBoolean(7);
        if (KindOf(row.GetString(3)) is not { } kind)
        {
            bill.Park(ParkingReason.BadReadings, $"The reading of {readAt:yyyy-MM-dd} is of unknown kind.");
            return;
        }

        MeterReading reading = new(
            row.GetInt32(1), readAt, kind, OriginOf(row.GetString(4)), row.GetInt32(5), row.GetInt32(6));
        List<MeterReading> readings = bill.Input.Readings;
        if (!ofPeriod && LocalDay.Of(readAt) > bill.Input.Facts.PeriodEnd)
        {
            return;
        }

        int same = ofPeriod ? -1 : readings.FindIndex(earlier => earlier.Meter == reading.Meter);
        if (same >= 0 && bill.FirstOfPeriod <= same)
        {
            // An older period's reading that came late: those of the period itself are not replaced by it. But a row
            // without a period is where the count begins, whatever its date.
            if (row.IsDBNull(7))
            {
                readings.Insert(
                    bill.FirstOfPeriod++, reading with { ReadAt = readings[same].ReadAt - TimeSpan.FromMinutes(1) });
            }

            return;
        }

        if (same >= 0)
        {
            readings.RemoveAt(same);
            bill.FirstOfPeriod--;
        }

        if (ofPeriod)
        {
            readings.Add(reading);
        }
        else
        {
            readings.Insert(bill.FirstOfPeriod++, reading);
        }
    }

    private static ReadingKind? KindOf(string kind) => kind switch
    {
        "L" => ReadingKind.Regular,
        "E" => ReadingKind.Estimated,
        "F" => ReadingKind.Final,
        "I" => ReadingKind.Initial,
        _ => null,
    };

    private static ReadingOrigin OriginOf(string origin) => origin switch
    {
        "TE" => ReadingOrigin.Telemetry,
        "ES" => ReadingOrigin.Estimate,
        _ => ReadingOrigin.Manual,
    };
}
