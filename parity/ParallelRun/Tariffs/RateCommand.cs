using System.CommandLine;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>A quick bill: what so many cubic metres cost, and why.</summary>
internal static class RateCommand
{
    public static Command Create()
    {
        Option<string> plan = new("--plan") { Description = "The plan's code, like domestic-medium.", Required = true };
        Option<string[]> places = new("--file")
        {
            Description = "Plans from these files or folders; without it, those that come with the product.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<bool> published = new("--published") { Description = "Plans published in the database." };
        Option<string?> database = DatabaseOption.Create();
        BillOptions bill = new();
        Command command =
            new("rate", "A quick bill for one month, line by line.") { plan, places, published, database };
        bill.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            PlanBook book;
            if (parsed.GetValue(published))
            {
                await using Database open = Database.Open(DatabaseOption.Value(parsed, database), "strangler tariffs");
                book = CatalogueFiles.Book((await new PlanStore(open).ListAsync(cancellation))
                    .Select(one => one.Read()));
            }
            else
            {
                book = CatalogueFiles.Book(parsed.GetValue(places) is { Length: > 0 } named
                    ? await CatalogueFiles.ValidAsync(named, cancellation) : ShippedCatalogue.Read());
            }

            RatingFacts facts = bill.Read(parsed);
            CompiledPlan inForce = InForce(book, parsed.GetValue(plan)!, facts.PeriodEnd);
            RatedBill rated = new();
            RatingEngine.Rate(inForce, facts, rated);
            BillText.Write(parsed.InvocationConfiguration.Output, inForce.Plan, facts, rated);
            return rated.Problem is null ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static CompiledPlan InForce(PlanBook book, string code, DateOnly day) => book.On(code, day)
        ?? throw new CommandFailedException(book.Versions(code).Count == 0
            ? $"There is no plan {code}. There are: {string.Join(", ", book.Codes.Order(StringComparer.Ordinal))}."
            : $"No version of {code} is in force on {PlanText.Day(day)}.");
}
