using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.Core.Readings;
using Strangler.Core.Receivables;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Receivables;
using Strangler.Postgres.Receivables;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments plan</c>: debts paid in dated instalments.</summary>
internal static class PlanCommand
{
    public static Command Create() => new("plan", "Payment plans: a debt in dated instalments.")
    {
        CreateCreate(), CreateList(), CreateReview(), CreateCancel(),
    };

    private static DateOnly Today => LocalDay.Of(TimeProvider.System.GetUtcNow());

    private static Command CreateCreate()
    {
        Option<string> contract = DeskWork.Contract();
        Option<string> reference = DeskWork.Named("--reference", "Names it: the same again shows it.");
        Option<int> count = RangedOption.Create("--count", "Instalments.", 3, 1, InstalmentSplit.Most);
        Option<string?> first = ExactOption.Create(
            "--first", "The due date of the first; the others a month apart.", required: true);
        Option<string> who = AuditOptions.Who();
        Option<string> why = AuditOptions.Why();
        return DeskWork.Listing(
            "create", "Split all that a contract owes, to the centavo.", [contract, reference, count, first, who, why],
            async (database, parsed, output, cancellation) =>
            {
                IReadOnlyList<Instalment> parts = await new InstalmentPlans(database, TimeProvider.System).MakeAsync(
                    DeskWork.Number(parsed, contract), DeskWork.Name(parsed, reference), parsed.GetValue(count),
                    ExactOption.Day(parsed, first)!.Value, parsed.GetRequiredValue(who), parsed.GetRequiredValue(why),
                    cancellation);
                TextTable table = new("number", "due", "amount");
                foreach (Instalment part in parts.Count > 0 ? parts : throw new CommandFailedException(
                    "Nothing is owed, or less than a centavo for each instalment, or another plan is kept up."))
                {
                    table.Add(part.Number, $"{part.Due:yyyy-MM-dd}", part.Amount);
                }

                table.Write(output);
            });
    }

    private static Command CreateList()
    {
        Option<string?> contract = new("--contract") { Description = "Whose; without it, of all." };
        return DeskWork.Listing(
            "list", "Plans, what is paid of each, and the oldest open instalment.", [contract],
            async (database, parsed, output, cancellation) =>
            {
                ContractNumber? wanted = parsed.GetValue(contract) is { } text ? MoneyOptions.Number(text) : null;
                TextTable table = new("contract", "reference", "state", "total", "paid", "instalments", "next due");
                foreach (PlanStanding one in await new PaymentPlans(database).ListAsync(
                    wanted, DeskWork.ListLimit, cancellation))
                {
                    table.Add(
                        one.Contract, one.Reference, one.State, one.Total, one.Paid, one.Instalments,
                        one.NextDue is { } due ? $"{due:yyyy-MM-dd}" : null);
                }

                table.Write(output);
            });
    }

    private static Command CreateReview()
    {
        Option<string?> date = ExactOption.Create("--date", "As of a day; without it, today.");
        Option<int> grace = RangedOption.Create("--grace", "Days until an instalment is missed.", 3, 0, 60);
        Option<string> who = AuditOptions.Who();
        return DeskWork.Listing(
            "review", "End plans that are paid, and break those with an instalment missed.", [date, grace, who],
            async (database, parsed, output, cancellation) =>
            {
                (int done, int broken) = await new PaymentPlans(database).CheckAsync(
                    ExactOption.Day(parsed, date) ?? Today, parsed.GetValue(grace), parsed.GetRequiredValue(who),
                    cancellation);
                await output.WriteLineAsync($"Done {done}, broken {broken}.");
            });
    }

    private static Command CreateCancel()
    {
        Option<string> contract = DeskWork.Contract();
        Option<string> reference = DeskWork.Named("--reference", "Which.");
        Option<string> why = AuditOptions.Why();
        return DeskWork.Create("cancel", "End a plan; its documents are due as they were.", [contract, reference, why],
            (database, parsed, who, cancellation) => new PaymentPlans(database).CancelAsync(
                DeskWork.Number(parsed, contract), DeskWork.Name(parsed, reference), Today, who,
                parsed.GetRequiredValue(why), cancellation));
    }
}
