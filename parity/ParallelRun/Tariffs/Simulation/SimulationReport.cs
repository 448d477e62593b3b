using System.Globalization;
using System.Text.Json;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Tariffs.Simulation;

/// <summary>A simulation for a person, a browser and a script.</summary>
internal sealed class SimulationReport(string scope, IReadOnlyList<string> plans, SimulationTally tally)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public async Task SaveAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "summary.json"), Json(), cancellation);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "report.html"), SimulationPage.Write(scope, plans, tally), cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"The report cannot be written: {failure.Message}");
        }
    }

    public void Write(TextWriter output)
    {
        output.WriteLine($"{scope}: {string.Join(", ", plans)}");
        TextTable table =
            new("class", "contracts", "m3", "revenue now", "proposed", "delta", "%", "pay less", "pay more");
        foreach (ClassTally one in tally.Classes.Append(tally.Total))
        {
            table.Add(
                one.Name, one.Contracts, PlanText.Number(one.CubicMetres), PlanText.Pesos(one.RevenueBefore),
                PlanText.Pesos(one.RevenueAfter), PlanText.Pesos(one.Delta), Percent(one.Share), one.Winners,
                    one.Losers);
        }

        table.Write(output);
        output.WriteLine($"Without a proposal for their class: {tally.WithoutProposal}. Not rated: {NotRated()}.");
    }

    public static string Percent(decimal? share) =>
        share is { } value ? (value * 100).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : "-";

    private string NotRated() => tally.NotRated.Count == 0
        ? "0" : string.Join(", ", tally.NotRated.Select(pair => $"{pair.Value} ({pair.Key})"));

    private string Json() => JsonSerializer.Serialize(
        new
        {
            scope,
            plans,
            total = Of(tally.Total),
            classes = tally.Classes.Select(Of),
            distribution = ChangeBand.Names.Zip(tally.Bands, (band, bills) => new { band, bills }),
            losers = tally.Losers.Select(Of),
            winners = tally.Winners.Select(Of),
            withoutProposal = tally.WithoutProposal,
            notRated = tally.NotRated,
        },
        Indented);

    private static object Of(ClassTally one) => new
    {
        name = one.Name,
        contracts = one.Contracts,
        m3 = one.CubicMetres,
        revenueBefore = one.RevenueBefore,
        revenueAfter = one.RevenueAfter,
        delta = one.Delta,
        share = one.Share is { } share ? decimal.Round(share, 6) : (decimal?)null,
        winners = one.Winners,
        losers = one.Losers,
        same = one.Contracts - one.Winners - one.Losers,
    };

    private static object Of(SimulatedBill bill) => new
    {
        contract = bill.Contract,
        @class = bill.Class,
        m3 = bill.CubicMetres,
        paidBefore = bill.PaidBefore,
        paidAfter = bill.PaidAfter,
        change = bill.Change,
    };
}
