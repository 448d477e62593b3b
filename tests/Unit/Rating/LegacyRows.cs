using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Readings;

namespace Strangler.Tests.Unit.Rating;

/// <summary>The rows of an extract, by contract.</summary>
internal sealed class LegacyRows(string folder)
{
    private readonly LegacyPlans _plans = new(
        Table(folder, "prectramos"), Table(folder, "preccalib"), Table(folder, "tipotarifa"));

    private readonly ILookup<string, Dictionary<string, string>> _contracts = Table(folder, "contrato").By("cnttnum");
    private readonly ILookup<string, Dictionary<string, string>> _people = Table(folder, "persona").By("prsid");
    private readonly ILookup<string, Dictionary<string, string>> _tariffs = Table(folder, "polcontar").By("pctcnttnum");
    private readonly ILookup<string, Dictionary<string, string>> _meters = Table(folder, "contador").By("x_ptosid");
    private readonly ILookup<string, Dictionary<string, string>> _readings = Table(folder, "poldetsum").By("detpocid");
    private readonly ILookup<string, Dictionary<string, string>> _invoices = Table(folder, "factura").By("faccnttnum");
    private readonly ILookup<string, Dictionary<string, string>> _payments = Table(folder, "opedesglos").By("x_facid");
    private readonly ILookup<string, Dictionary<string, string>> _carried = Table(folder, "variable").By("x_cnttnum");

    public LegacyCase Case(Dictionary<string, string> bill)
    {
        Dictionary<string, string> contract = _contracts[bill["cnttnum"]].Single();
        DateOnly first = new(Whole(bill["anno"]), Whole(bill["pernum"]), 1);
        DateOnly last = first.AddMonths(1).AddDays(-1);
        DateOnly start = Day(contract["x_fecalta"]);
        Meter[] meters = [.. _meters[contract["cnttptosid"]].Select(ToMeter)];
        string tariff = _tariffs[bill["cnttnum"]].First()["pctttarid"];
        bool pensioner = _people[contract["cnttcliid"]].Single()["prsjubilad"] == "S";
        RatingFacts facts = new()
        {
            PeriodStart = first,
            PeriodEnd = last,
            Units = Whole(contract["x_unidades"]),
            Days = start >= first ? last.DayNumber - start.DayNumber : last.Day,
            MeterSize = meters[^1].SizeMm,
            Programmes = pensioner ? ["pensioner"] : [],
            Services = (contract["x_alcantarillado"] == "S" ? ServiceFlags.Sewerage : 0)
                | (contract["x_saneamiento"] == "S" ? ServiceFlags.Treatment : 0),
            Overdue = Overdue(bill["cnttnum"], last.AddDays(3)),
            Carried = _carried[bill["cnttnum"]].Where(row => Day(row["x_fecha"]) < last.AddDays(3))
                .OrderBy(row => row["x_fecha"]).Select(row => Number(row["x_valor"])).LastOrDefault(),
        };
        MeterReading[] readings = [.. _readings[contract["cnttptosid"]].Select(ToReading)
            .Where(reading => LocalDay.Of(reading.ReadAt) <= last)];
        return new LegacyCase(_plans.On(tariff, last), facts, meters, readings, first, last);
    }

    private Money Overdue(string contract, DateOnly day) => Money.FromPesos(_invoices[contract]
        .Where(invoice => Day(invoice["facfecvto"]) < day
            && !_payments[invoice["facid"]].Any(payment => Day(payment["opdfecopeb"]) < day))
        .Sum(invoice => Number(invoice["facimporte"])));

    private static Meter ToMeter(Dictionary<string, string> row) => new(
        Whole(row["contid"]), (byte)Whole(row["contnumesf"]), (short)Whole(row["contcalimm"]), Day(row["contfecins"]),
        row["contfecbaj"].Length == 0 ? null : Day(row["contfecbaj"]));

    private static MeterReading ToReading(Dictionary<string, string> row) => new(
        Whole(row["detcontid"]),
        new DateTimeOffset(DateTime.Parse(row["detfechale"], CultureInfo.InvariantCulture), TimeSpan.FromHours(-6)),
        row["dettipo"] switch
        {
            "E" => ReadingKind.Estimated,
            "F" => ReadingKind.Final,
            "I" => ReadingKind.Initial,
            _ => ReadingKind.Regular,
        },
        ReadingOrigin.Manual, long.Parse(row["detlectura"], CultureInfo.InvariantCulture));

    private static CsvTable Table(string folder, string name) => new(Path.Combine(folder, name + ".csv"));

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
