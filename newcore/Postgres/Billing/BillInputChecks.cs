using Strangler.Core.Billing;
using Strangler.Core.Rating;
using Strangler.Core.Readings;

namespace Strangler.Postgres.Billing;

/// <summary>Finds what a bill cannot be worked out from.</summary>
internal static class BillInputChecks
{
    private const int FewestDials = 3;
    private const int MostDials = 9;

    public static void Check(LoadedBill bill)
    {
        BillInput input = bill.Input;
        if (input.Plan.Length == 0)
        {
            bill.Park(
                ParkingReason.NoTariff, $"No tariff is in force on {input.Facts.PeriodEnd:yyyy-MM-dd} (polcontar).");
        }

        if (input.Facts.Units < 1)
        {
            bill.Park(ParkingReason.BadContract, $"It serves {input.Facts.Units} units (contrato).");
        }

        if (input.Until < input.Since)
        {
            bill.Park(
                ParkingReason.BadContract, $"Supply ends on {input.Until:yyyy-MM-dd}, before it begins (contrato).");
        }

        if (input.Meters.Count == 0)
        {
            bill.Park(
                ParkingReason.NoMeter, $"Service point {bill.ServicePoint} has no meter in the period (contador).");
        }

        foreach (Meter meter in input.Meters)
        {
            CheckMeter(bill, meter);
        }

        CheckReadings(bill);
    }

    private static void CheckMeter(LoadedBill bill, Meter meter)
    {
        if (meter.Dials is < FewestDials or > MostDials)
        {
            bill.Park(ParkingReason.BadMeter, $"Meter {meter.Id} has {meter.Dials} dials (contador).");
        }
        else if (meter.Removed < meter.Installed)
        {
            bill.Park(
                ParkingReason.BadMeter, $"Meter {meter.Id} was removed on {meter.Removed:yyyy-MM-dd}, before it was "
                    + $"installed on {meter.Installed:yyyy-MM-dd} (contador).");
        }
    }

    private static void CheckReadings(LoadedBill bill)
    {
        List<MeterReading> readings = bill.Input.Readings;
        if (bill.FirstOfPeriod == readings.Count)
        {
            bill.Park(ParkingReason.BadReadings, "There is no reading of the period (poldetsum).");
        }

        foreach (MeterReading reading in readings)
        {
            int at = bill.Input.Meters.FindIndex(meter => meter.Id == reading.Meter);
            if (at >= 0 && (reading.Dials < 0 || reading.Dials >= Limit(bill.Input.Meters[at].Dials)))
            {
                bill.Park(
                    ParkingReason.BadReadings,
                    $"Meter {reading.Meter} has {bill.Input.Meters[at].Dials} dials and reads {reading.Dials} on "
                    + $"{LocalDay.Of(reading.ReadAt):yyyy-MM-dd} (poldetsum).");
            }
            else if (at < 0 && readings.IndexOf(reading) >= bill.FirstOfPeriod)
            {
                bill.Park(
                    ParkingReason.BadReadings,
                    $"Meter {reading.Meter} was read in the period but does not stand there (poldetsum).");
            }
        }

        // What a meter read before it was taken away in an earlier period bills nothing now.
        bill.FirstOfPeriod -= readings.RemoveAll(
            reading => bill.Input.Meters.TrueForAll(meter => meter.Id != reading.Meter));
    }

    private static long Limit(int dials)
    {
        long limit = 1;
        for (int digit = 0; digit < dials; digit++)
        {
            limit *= 10;
        }

        return limit;
    }
}
