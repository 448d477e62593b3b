using System.CommandLine;
using Strangler.Core.Billing;
using Strangler.Core.Readings;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.ParallelRun.Receivables;

/// <summary><c>receivables late-fee</c>: what lateness would cost; a bill charges it, this does not.</summary>
internal static class LateFeeCommand
{
    private const string Usual = "usual";
    private const string AfterThirtyDays = "after-30-days";

    public static Command Create()
    {
        Option<string> contract = new("--contract") { Description = "Whose.", Required = true };
        Option<string> rule = new("--rule")
        {
            Description = "usual: 1.47 % of what is overdue; after-30-days: 5 %.",
            DefaultValueFactory = _ => Usual,
        };
        rule.AcceptOnlyFromAmong(Usual, AfterThirtyDays);
        Option<string?> date = ExactOption.Create("--date", "On which day; without it, today.");
        Option<string?> database = DatabaseOption.Create();
        Command command = new("late-fee", "Show what lateness costs on a day.") { contract, rule, date, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                await using LedgerStore ledger = new(open, TimeProvider.System);
                DateOnly day = ExactOption.Day(parsed, date) ?? LocalDay.Of(TimeProvider.System.GetUtcNow());
                SurchargeRule asked = parsed.GetRequiredValue(rule) == Usual
                    ? SurchargeRule.Usual : SurchargeRule.AfterThirtyDays;
                IReadOnlyList<OpenAmount> owed = await new ReceivableDesk(open, ledger, TimeProvider.System)
                    .OpenAsync(MoneyOptions.Number(parsed.GetRequiredValue(contract)), cancellation);
                TextTable table = new("document", "due", "owed");
                foreach (OpenAmount one in owed)
                {
                    table.Add(one.Document.WithinContract, $"{one.Due:yyyy-MM-dd}", one.Owed);
                }

                table.Write(output);
                await output.WriteLineAsync($"Late fee on {day:yyyy-MM-dd}: {asked.On(owed, day)}.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
