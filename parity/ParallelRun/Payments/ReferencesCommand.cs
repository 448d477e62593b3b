using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.Core.Payments.References;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Receivables;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments references</c>: what is paid against.</summary>
internal static class ReferencesCommand
{
    public static Command Create() => new("references", "What is paid against.") { CreateIssue() };

    private static Command CreateIssue()
    {
        Option<string[]> contracts = new("--contract")
        {
            Description = "Whose; several are paid in this order.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> amount = ExactOption.Create("--amount", "Pesos for each contract.", required: true);
        Option<string?> last = ExactOption.Create("--last-day", "The last day to pay.", required: true);
        Option<string> who = AuditOptions.Who();
        return DeskWork.Listing(
            "issue", "A reference with amount and last day, never given again.", [contracts, amount, last, who],
            async (database, parsed, output, cancellation) =>
            {
                Money each = DeskWork.Above(parsed, amount);
                ReferenceLine[] lines =
                [
                    .. parsed.GetRequiredValue(contracts)
                        .Select(text => new ReferenceLine(MoneyOptions.Number(text), null, each)),
                ];
                try
                {
                    DocumentReference reference = await new PaymentReferenceDesk(database).IssueAsync(
                        lines, ExactOption.Day(parsed, last)!.Value, parsed.GetRequiredValue(who), cancellation);
                    await output.WriteLineAsync($"{reference.Text}  {reference.Amount}");
                }
                catch (ArgumentException failure)
                {
                    throw new CommandFailedException(failure.Message);
                }
            });
    }
}
