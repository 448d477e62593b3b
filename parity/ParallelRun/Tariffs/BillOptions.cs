using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>What a bill that is only tried depends on, besides its plan.</summary>
internal sealed class BillOptions
{
    private const decimal Largest = 100_000_000;

    private readonly Option<decimal> _m3 = Amount("--m3", "Cubic metres billed.", 0);

    private readonly Option<DateOnly> _date = new("--date")
    {
        Description = "A day of the month that is billed, like 2026-02-28.",
        Required = true,
        CustomParser = Day,
    };

    private readonly Option<int> _units = CommandLine.RangedOption.Create("--units", "Units served.", 1, 1, 100_000);

    private readonly Option<int?> _days =
        new("--days") { Description = "Days in service; without it, the whole month." };

    private readonly Option<int> _meter =
        CommandLine.RangedOption.Create("--meter-size", "Nominal diameter in millimetres.", 13, 0, 1_000);

    private readonly Option<bool> _sewerage = new("--sewerage") { Description = "The contract has sewerage." };
    private readonly Option<bool> _treatment = new("--treatment") { Description = "The contract has treatment." };

    private readonly Option<string[]> _programmes = new("--programme")
    {
        Description = "A social programme in force; may be said several times.",
    };

    private readonly Option<string> _zone = new("--zone")
    {
        Description = "Billing zone, like 1/M08.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<decimal> _overdue = Amount("--overdue", "Pesos overdue.", 0);
    private readonly Option<decimal> _carried = Amount("--carried", "Pesos of rounding from the bill before.", 0);

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [_m3, _date, _units, _days, _meter, _sewerage, _treatment, _programmes, _zone, _overdue, _carried])
        {
            command.Options.Add(option);
        }
    }

    public RatingFacts Read(ParseResult parsed)
    {
        DateOnly day = parsed.GetValue(_date);
        DateOnly start = new(day.Year, day.Month, 1);
        DateOnly end = start.AddMonths(1).AddDays(-1);
        return new RatingFacts
        {
            PeriodStart = start,
            PeriodEnd = end,
            Days = parsed.GetValue(_days) ?? end.Day,
            Quantity = parsed.GetValue(_m3),
            Units = parsed.GetValue(_units),
            MeterSize = parsed.GetValue(_meter),
            Services = (parsed.GetValue(_sewerage) ? ServiceFlags.Sewerage : 0)
                | (parsed.GetValue(_treatment) ? ServiceFlags.Treatment : 0),
            Programmes = parsed.GetValue(_programmes) ?? [],
            Zone = parsed.GetValue(_zone) ?? "",
            Overdue = Money.FromPesos(parsed.GetValue(_overdue)),
            Carried = parsed.GetValue(_carried),
        };
    }

    private static Option<decimal> Amount(string name, string description, decimal usual)
    {
        Option<decimal> option = new(name) { Description = description, DefaultValueFactory = _ => usual };
        option.CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out decimal value) && Math.Abs(value) <= Largest)
            {
                return value;
            }

            result.AddError($"{name} is a number like 20 or 20.5, not {text}.");
            return 0;
        };
        return option;
    }

    private static DateOnly Day(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly day)
            && day.Year is > 1900 and < 9000)
        {
            return day;
        }

        result.AddError($"--date is a day like 2026-02-28, not {text}.");
        return default;
    }
}
