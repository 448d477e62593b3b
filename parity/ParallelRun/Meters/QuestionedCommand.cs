using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres.Metering;

namespace Strangler.ParallelRun.Meters;

/// <summary><c>meters questioned</c>: readings that are kept and not charged until somebody decides.</summary>
internal static class QuestionedCommand
{
    public static Command Create()
    {
        Option<string?> device = new("--device") { Description = "Only of this device." };
        Option<int?> contract = new("--contract") { Description = "Only of this contract's meters." };
        Option<int> skip = RangedOption.Create(
            "--skip", "Pass over so many of the newest.", 0, 0, QuestionedQuery.MostSkipped);
        Option<int> limit = RangedOption.Create("--limit", "At most so many.", 50, 1, QuestionedQuery.MostListed);
        return DeskWork.Listing(
            "questioned", "Show readings that wait for a decision (restart, accept), the newest first.",
            [device, contract, skip, limit],
            async (database, parsed, output, cancellation) =>
            {
                int most = parsed.GetValue(limit);
                IReadOnlyList<QuestionedReading> found = await new QuestionedQuery(database).ListAsync(
                    parsed.GetValue(device),
                    parsed.GetValue(contract) is { } number ? new ContractNumber(number) : null,
                    parsed.GetValue(skip), most, cancellation);
                TextTable table = new("device", "contract", "instant", "litres", "expected", "since");
                foreach (QuestionedReading one in found)
                {
                    table.Add(
                        one.Device, one.Contract, InstantOption.Text(one.Count.At), one.Count.Litres, Expected(one),
                        InstantOption.Text(one.Since));
                }

                table.Write(output);
                if (found.Count == most)
                {
                    output.WriteLine($"More: --skip {parsed.GetValue(skip) + most}.");
                }
            });
    }

    /// <summary>Litres from which to which the count would have been rated; a turn of the dials is left out.</summary>
    private static string? Expected(QuestionedReading one)
    {
        if (one.Before is not { } before)
        {
            return one.After is { } next ? Text($"up to {next.Litres}") : null;
        }

        long highest = before.Litres + CountDistance.HighestFor(one.Count.At - before.At, MeterRules.Default);
        return one.After is { } after && after.Litres >= before.Litres
            ? Text($"{before.Litres} to {after.Litres}") : Text($"{before.Litres} to {highest}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
