using System.CommandLine;
using Strangler.Core.Receivables;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Receivables;

namespace Strangler.ParallelRun.Receivables;

/// <summary><c>receivables instalments</c>: an agreement to pay a debt in parts.</summary>
internal static class InstalmentsCommand
{
    public static Command Create()
    {
        MoneyOptions options = new();
        Option<int> count = RangedOption.Create("--count", "Instalments.", 3, 1, InstalmentSplit.Most);
        Option<string?> first = ExactOption.Create(
            "--first", "The due date of the first; the others a month apart.", required: true);
        Option<string> why = AuditOptions.Why();
        Command command = new("instalments", "Split all that a contract owes, to the centavo.") { count, first, why };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, options.Database,
            async (database, output) =>
            {
                IReadOnlyList<Instalment> parts = await new InstalmentPlans(database, TimeProvider.System).MakeAsync(
                    options.Contract(parsed), options.Reference(parsed), parsed.GetValue(count),
                    ExactOption.Day(parsed, first)!.Value, parsed.GetRequiredValue(options.Who),
                    parsed.GetRequiredValue(why), cancellation);
                if (parts.Count == 0)
                {
                    throw new CommandFailedException("Nothing is owed, or less than a centavo for each instalment.");
                }

                TextTable table = new("number", "due", "amount");
                foreach (Instalment part in parts)
                {
                    table.Add(part.Number, $"{part.Due:yyyy-MM-dd}", part.Amount);
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
