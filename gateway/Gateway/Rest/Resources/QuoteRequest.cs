using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>What is to be priced, checked.</summary>
internal sealed record QuoteRequest(string Plan, RatingFacts Facts)
{
    private const decimal MostCubicMetres = 100_000_000m;
    private const decimal MostPesos = 100_000_000m;
    private const int MostUnits = 100_000;
    private const int LargestMeter = 1_000;
    private const int MostProgrammes = 20;

    public static (QuoteRequest? Asked, Problem? Problem) Read(ReadOnlySpan<byte> json, DateOnly today)
    {
        (QuoteBody? body, Problem? problem) = StrictBody.Read<QuoteBody>(json);
        if (body is null)
        {
            return (null, problem);
        }

        if (Wrong(body) is { Count: > 0 } errors)
        {
            return (null, new Problem(ProblemTypes.BadRequest, errors[0].Message) { Errors = errors });
        }

        DateOnly day = body.Day ?? today;
        DateOnly start = new(day.Year, day.Month, 1);
        DateOnly end = start.AddMonths(1).AddDays(-1);
        return (new QuoteRequest(body.Plan!, new RatingFacts
        {
            PeriodStart = start,
            PeriodEnd = end,
            Days = body.Days ?? end.Day,
            Quantity = body.CubicMetres!.Value,
            Units = body.Units ?? 1,
            MeterSize = body.MeterSize ?? 13,
            Services = Flag(body, "sewerage", ServiceFlags.Sewerage) | Flag(body, "treatment", ServiceFlags.Treatment),
            Programmes = body.Programmes ?? [],
            Zone = body.Zone ?? "",
            Overdue = Money.FromPesos(body.Overdue ?? 0),
        }), null);
    }

    private static List<ProblemError> Wrong(QuoteBody body)
    {
        List<ProblemError> errors = [];
        void Check(bool isRight, string pointer, string message)
        {
            if (!isRight)
            {
                errors.Add(new ProblemError(pointer, message));
            }
        }

        Check(body.Plan is { Length: > 0 and <= 100 }, "/plan", "A quote needs the code of a tariff plan.");
        Check(body.Day is null || body.Day.Value.Year is > 1900 and < 9000, "/day", "There is no such day here.");
        Check(body.Days is null or (>= 0 and <= 31), "/days", "A month has at most 31 days in service.");
        Check(
            body.CubicMetres is >= 0 and <= MostCubicMetres, "/cubicMetres",
            $"A quote needs cubic metres, from 0 to {MostCubicMetres}.");
        Check(body.Units is null or (>= 1 and <= MostUnits), "/units", $"Units are from 1 to {MostUnits}.");
        Check(
            body.MeterSize is null or (>= 0 and <= LargestMeter), "/meterSize",
            $"A meter size is from 0 to {LargestMeter} mm.");
        Check(
            body.Services is null || body.Services.All(one => one is "sewerage" or "treatment"), "/services",
            "Services are sewerage and treatment.");
        Check(
            body.Programmes is null
            || (body.Programmes.Count <= MostProgrammes
                && body.Programmes.All(one => one is { Length: > 0 and <= 100 })),
            "/programmes", $"At most {MostProgrammes} programmes, of 1 to 100 characters.");
        Check(body.Zone is null or { Length: <= 20 }, "/zone", "A zone has at most 20 characters.");
        Check(
            body.Overdue is null || (body.Overdue is >= 0 and <= MostPesos
                && decimal.Round(body.Overdue.Value, 2) == body.Overdue),
            "/overdue", "What is overdue is pesos, with at most two decimals.");
        return errors;
    }

    private static ServiceFlags Flag(QuoteBody body, string name, ServiceFlags flag) =>
        body.Services?.Contains(name) == true ? flag : ServiceFlags.None;
}
