using System.Globalization;
using System.Text.Json;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Postgres.Metering;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Usage as JSON. Amounts are pesos with two decimals.</summary>
/// <param name="Metered">With its hours.</param>
internal sealed record UsageAnswer(
    ContractUsage Usage, PrepaidPosition? Prepaid, UsageRange Range, MeteredUsage? Metered)
{
    public static void Write(Utf8JsonWriter json, UsageAnswer answer)
    {
        ContractUsage usage = answer.Usage;
        json.WriteStartObject();
        json.WriteNumber("contract", usage.Contract.Value);
        Cycle(json, usage.Cycle);
        json.WriteNumber("litres", usage.Litres);
        Charge(json, usage.Charge);
        Meters(json, usage);
        Credit(json, answer.Prepaid);
        Day(json, "from", answer.Range.From);
        Day(json, "to", answer.Range.To);
        json.WriteString("by", answer.Range.ByHour ? "hour" : "day");
        Slices(json, answer.Range, answer.Metered?.Slices ?? []);
        json.WriteEndObject();
    }

    private static void Cycle(Utf8JsonWriter json, CycleDays? cycle)
    {
        if (cycle is not { } days)
        {
            json.WriteNull("cycle");
            return;
        }

        json.WriteStartObject("cycle");
        json.WriteNumber("year", days.Cycle.Year);
        json.WriteNumber("period", days.Cycle.Period);
        Day(json, "from", days.From);
        Day(json, "to", days.To);
        json.WriteEndObject();
    }

    private static void Charge(Utf8JsonWriter json, CycleCharge? charge)
    {
        if (charge is not { } known)
        {
            json.WriteNull("charge");
            return;
        }

        json.WriteStartObject("charge");
        json.WriteNumber("cubicMetres", known.Quantity);
        Amount(json, "amount", known.Problem is null ? known.Amount : null);
        Amount(json, "tax", known.Problem is null ? known.Tax : null);
        Day(json, "upto", known.Upto);
        json.WriteString("problem", known.Problem);
        json.WriteEndObject();
    }

    private static void Meters(Utf8JsonWriter json, ContractUsage usage)
    {
        json.WriteStartArray("meters");
        foreach (MeterCount meter in usage.Meters)
        {
            json.WriteStartObject();
            json.WriteString("device", meter.Device);
            if (meter.Latest is { } latest)
            {
                json.WriteString("countedAt", latest.At);
                json.WriteNumber("litres", latest.Litres);
            }
            else
            {
                json.WriteNull("countedAt");
                json.WriteNull("litres");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("alerts");
        foreach (OpenAlert alert in usage.Alerts)
        {
            json.WriteStartObject();
            json.WriteString("kind", alert.Kind);
            json.WriteString("device", alert.Device);
            json.WriteString("since", alert.BeganAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Credit(Utf8JsonWriter json, PrepaidPosition? prepaid)
    {
        if (prepaid is null)
        {
            json.WriteNull("prepaid");
            return;
        }

        json.WriteStartObject("prepaid");
        json.WriteBoolean("settledDaily", prepaid.Status.Agreement.Funds.Daily);
        Amount(json, "credit", prepaid.Credit);
        Amount(json, "running", prepaid.Running);
        Amount(json, "available", prepaid.Available);
        Amount(json, "askedFor", prepaid.Status.Balances.Current);
        Day(json, "chargedThrough", prepaid.Status.Agreement.Through);
        json.WriteString("valve", $"{prepaid.Status.Valve}".ToLowerInvariant());
        json.WriteString("problem", prepaid.Status.Agreement.Problem);
        json.WriteEndObject();
    }

    /// <summary>Only those in which something was counted.</summary>
    private static void Slices(Utf8JsonWriter json, UsageRange range, IReadOnlyList<UsageSlice> hours)
    {
        json.WriteStartArray("slices");
        if (range.ByHour)
        {
            foreach (UsageSlice hour in hours)
            {
                Slice(json, hour.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), hour.Quantity);
            }
        }
        else
        {
            foreach (IGrouping<DateOnly, UsageSlice> day in hours.GroupBy(hour => LocalDay.Of(hour.At)))
            {
                Slice(json, Text(day.Key), day.Sum(hour => hour.Quantity));
            }
        }

        json.WriteEndArray();
    }

    private static void Slice(Utf8JsonWriter json, string at, decimal cubicMetres)
    {
        json.WriteStartObject();
        json.WriteString("at", at);
        json.WriteNumber("litres", (long)(cubicMetres * LitreCount.CubicMetre));
        json.WriteEndObject();
    }

    private static void Amount(Utf8JsonWriter json, string name, Money? amount)
    {
        if (amount is { } known)
        {
            json.WriteNumber(name, known.Centavos / 100.00m);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day) =>
        json.WriteString(name, day is { } known ? Text(known) : null);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
