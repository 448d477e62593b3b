using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi nominate</c>: an invoice leaves its global document.</summary>
internal static class NominateCommand
{
    public static Command Create(Func<string, string?> read)
    {
        Option<string> number = new("--number") { Description = "The invoice's number.", Required = true };
        Option<string?> by = new("--by")
        {
            Description = "reissue: the global document is cancelled and made anew; credit: a credit note takes the "
                + "invoice out. Without it, as the profile says. Where it cannot be cancelled any more, always credit.",
        };
        by.AcceptOnlyFromAmong("reissue", "credit");
        return IssueCommand.Create(
            read, "nominate", "Take an invoice out of its global document, for a document in its customer's name.",
            [number, by],
            async (parsed, database, profile, ring, _, cancellation) =>
            {
                string invoice = parsed.GetValue(number)!;
                NominationWay? way = parsed.GetValue(by) is { } said
                    ? said == "credit" ? NominationWay.Credit : NominationWay.Reissue : null;
                NominationOutcome outcome = await new GlobalDesk(database, profile, ring, TimeProvider.System)
                    .NominateAsync(invoice, way, cancellation);
                parsed.InvocationConfiguration.Output.WriteLine(TextOf(outcome, invoice));
                return new IssueReport(0, 0, outcome == NominationOutcome.Out ? 0 : 1);
            });
    }

    private static string TextOf(NominationOutcome outcome, string invoice) => outcome switch
    {
        NominationOutcome.Reissue => "By reissue: cfdi pursue cancels the global document, global makes it anew.",
        NominationOutcome.Credit => "By a credit note: cfdi global makes it, stamp; then issue makes the invoice's.",
        NominationOutcome.Out => "It has left its global document: cfdi issue makes the invoice's own.",
        _ => throw new CommandFailedException($"{invoice} is in no global document."),
    };
}
