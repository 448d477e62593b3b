using System.Text.Json;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Import;

namespace Strangler.Tests.Integration.BillComparison;

/// <summary>
/// One contract cannot be billed: it is parked with its reason where ./strangler exceptions shows it, legacy's bill of
/// it is still in the report, and every other bill is as if nothing were wrong.
/// </summary>
public sealed class BadInputTests(PostgresCluster cluster, SoundBills sound) : IClassFixture<SoundBills>, IDisposable
{
    private const string Period = SoundBills.Period;

    /// <summary>Service point 600000, meter 900000 of six dials, tariff 1001; line 2 of most files.</summary>
    private const string Contract = "400002";

    private readonly ExtractCopy _extract = new();

    public void Dispose() => _extract.Dispose();

    [Fact]
    public Task A_broken_row() => AssertParkedAsync(
        () => _extract.Set("poldetsum", LineOf("600000,2026-03"), "detlectura", "12a"),
        "quarantined-rows", "poldetsum.csv, line ");

    [Fact]
    public Task A_reading_below_the_last_one_without_a_turn_of_the_dials() => AssertParkedAsync(
        () => _extract.Set("poldetsum", LineOf("600000,2026-03"), "detlectura", "804000"),
        "bad-readings", "BelowPrevious, meter 900000");

    [Fact]
    public Task A_negative_quantity() => AssertParkedAsync(
        () => _extract.Set("poldetsum", LineOf("600000,2026-03"), "detlectura", "-5"),
        "bad-readings", "Meter 900000 has 6 dials and reads -5 on 2026-03-31");

    [Fact]
    public Task A_reading_with_more_digits_than_the_meter_has() => AssertParkedAsync(
        () => _extract.Set("poldetsum", LineOf("600000,2026-03"), "detlectura", "1000000"),
        "bad-readings", "Meter 900000 has 6 dials and reads 1000000 on 2026-03-31");

    [Fact]
    public Task A_tariff_that_nobody_knows() => AssertParkedAsync(
        () => _extract.Set("polcontar", 2, "pctttarid", "7777"), "quarantined-rows", "polcontar.csv, line 2:");

    [Fact]
    public Task No_tariff_in_force() => AssertParkedAsync(
        () => _extract.Change("polcontar", lines => lines.Select(line =>
            line.Contains($",{Contract},", StringComparison.Ordinal) ? line + "2026-03-30" : line)),
        "no-tariff", "No tariff is in force on 2026-03-31");

    [Fact]
    public Task A_contract_without_a_meter() => AssertParkedAsync(
        () =>
        {
            _extract.Change(
                "contador", lines => lines.Where(line => !line.EndsWith(",600000", StringComparison.Ordinal)));
            _extract.Change(
                "poldetsum", lines => lines.Where(line => !line.StartsWith("600000,", StringComparison.Ordinal)));
        },
        "no-meter", "Service point 600000 has no meter in the period");

    [Fact]
    public Task A_contract_without_readings() => AssertParkedAsync(
        () => _extract.Change("poldetsum", lines => lines.Where(
            line => !line.StartsWith("600000,2026-03", StringComparison.Ordinal))),
        "bad-readings", "There is no reading of the period");

    [Fact]
    public Task Tariffs_whose_periods_overlap() => AssertParkedAsync(
        () => _extract.Change("polcontar", lines => [.. lines, $"1,1,1002,{Contract},2026-03-15,"]),
        "overlapping-tariffs", "Charge type 1 has tariffs 1001 and 1002 on 2026-03-31");

    /// <summary>The last two are put aside or lost by the import, and would let the next row's price count.</summary>
    [Theory]
    [InlineData("1,1,900,2026-02-01,2,150,", "1,1,900,2026-02-01,2,40,", "the limit 40 follows 50")]
    [InlineData("1,1,900,2026-02-01,4,9999999,", "1,1,900,2026-02-01,4,9999,", "its rows end at 9999")]
    [InlineData("1,1,900,2026-02-01,1,50,0,", "1,1,900,2026-02-01,1,50,-1,", "a price or limit is negative")]
    [InlineData("1,1,900,2026-02-01,3,500,", "1,1,900,2026-02-01,3,much,", "block 3 is missing")]
    [InlineData("1,1,1006,2026-02-01,1,57,", "1,1,1006,2026-02-01,1,x,", "it has no row for 57 m3")]
    public async Task A_price_table_that_makes_no_plan_parks_its_contracts_and_is_named_with_its_ids(
        string row, string broken, string reason)
    {
        _extract.Change(
            "prectramos", lines => lines.Select(line => line.Replace(row, broken, StringComparison.Ordinal)));
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);

        string output = await compared.RunAsync(Period);

        string kind = row.Split(',')[2];
        string[] parked = [.. await ExceptionsAsync(compared)];
        Assert.NotEmpty(parked);
        Assert.All(parked, line => Assert.Contains("bad-tariff", line));
        Assert.All(parked, line => Assert.Contains($"Plan legacy-1-{kind}: ", line));
        JsonElement summary = compared.Summary(Period);
        Assert.Equal(parked.Length, summary.GetProperty("parked").GetProperty("bad-tariff").GetInt32());
        Assert.Equal(300 - parked.Length, summary.GetProperty("billed_natively").GetInt32());
        string problem = Assert.Single(summary.GetProperty("plan_problems").EnumerateArray()).GetString()!;
        Assert.Contains(reason, problem);
        Assert.Contains(problem, output);
        Assert.Contains("price tables that make no plan", compared.Report(Period));
    }

    [Fact]
    public async Task Versions_of_a_tariff_that_overlap_make_no_plan()
    {
        _extract.Change("aplictarif", lines => lines.Select(line => line.Replace(
            "1,1,1006,2025-02-01,2026-01-31,", "1,1,1006,2025-02-01,2026-02-28,", StringComparison.Ordinal)));
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);

        await compared.RunAsync(Period);

        Assert.All(await ExceptionsAsync(compared), line => Assert.Contains("overlap (aplictarif)", line));
        Assert.NotEmpty(await ExceptionsAsync(compared));
    }

    [Fact]
    public async Task What_was_mended_is_no_exception_after_the_next_run()
    {
        string[] good = _extract.Lines("poldetsum");
        _extract.Set("poldetsum", LineOf("600000,2026-03"), "detlectura", "-5");
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);
        await compared.RunAsync(Period);
        Assert.Single(await ExceptionsAsync(compared));
        _extract.Change("poldetsum", _ => good);
        Assert.Equal(0, (await compared.TryAsync("import", "--extract", _extract.Folder)).Code);

        await compared.RunAsync(Period);

        Assert.Empty(await ExceptionsAsync(compared));
    }

    private async Task AssertParkedAsync(Action spoil, string reason, string detail)
    {
        spoil();
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);

        string output = await compared.RunAsync(Period);

        string line = Assert.Single(await ExceptionsAsync(compared));
        Assert.Contains(Contract, line);
        Assert.Contains(reason, line);
        Assert.Contains(detail, line);
        IReadOnlyDictionary<string, string> row = Assert.Single(
            compared.Differences(Period), row => row["verdict"] == "missing-in-native");
        Assert.Equal(
            (Contract, $"parked-{reason}", ""), (row["contract"], row["cause"], row["native_total"]));
        Assert.Contains(detail, row["detail"]);
        Assert.Equal(Others(sound.Bills), Others(compared.Bills(Period)));
        JsonElement summary = compared.Summary(Period);
        Assert.Equal(1, summary.GetProperty("parked").GetProperty(reason).GetInt32());
        Assert.Equal(299, summary.GetProperty("billed_natively").GetInt32());
        Assert.Contains("1 parked.", output);
    }

    private static async Task<IEnumerable<string>> ExceptionsAsync(ComparedExtract compared)
    {
        (int code, string output, _) = await compared.TryAsync("exceptions", "--period", Period);
        Assert.Equal(0, code);
        return output.Split("\n\n")[1].TrimEnd().Split('\n').Skip(1);
    }

    private static string[] Others(IEnumerable<IReadOnlyDictionary<string, string>> bills) =>
        [.. bills.Where(bill => bill["contract"] != Contract).Select(bill => string.Join(',', bill.Values))];

    private int LineOf(string start) => Array.FindIndex(
        _extract.Lines("poldetsum"), line => line.StartsWith(start, StringComparison.Ordinal)) + 1;
}
