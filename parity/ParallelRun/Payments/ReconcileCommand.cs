using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Payments;

/// <summary>
/// <c>payments reconcile</c>: finds the payments of statements' lines, and reports per channel and day.
/// </summary>
internal static class ReconcileCommand
{
    private const string Description =
        """
        Match the lines of a provider's settlements and bank statements with the payments that were kept. Every peso is
        matched, explained or listed; exits 1 where something is listed. Ended by Ctrl-C or a crash it goes on where it
        was; again, it tries what is listed anew. Statements that do not say what was kept need the fees of the
        contract. Fees are reported, and posted to no contract.
        """;

    public static Command Create()
    {
        Option<string> provider = PaymentOptions.Provider();
        Option<string?> from = ExactOption.Create("--from", "First day on which lines were booked.", required: true);
        Option<string?> until = ExactOption.Create("--until", "Last day, included.", required: true);
        Option<string?> percent = ExactOption.Create("--fee-percent", "What the provider keeps of each payment.");
        Option<string?> each = ExactOption.Create("--fee-pesos", "What it keeps of each payment besides.");
        Option<string?> tax = ExactOption.Create("--fee-iva-percent", "IVA of the fee; 16 unless given.");
        Option<FileInfo?> report = new("--report") { Description = "Also write the report as a page, with charts." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("reconcile", Description)
        {
            provider, from, until, percent, each, tax, report, database,
        };
        command.SetAction((parsed, cancellation) =>
        {
            FeeTerms terms = new(
                ExactOption.Number(parsed, percent) ?? 0, ExactOption.Pesos(parsed, each) ?? Money.Zero,
                ExactOption.Number(parsed, tax) ?? 16);
            terms = terms is { Percent: 0, Each.Centavos: 0 } ? FeeTerms.None : terms;
            (DateOnly first, DateOnly last) =
                (ExactOption.Day(parsed, from)!.Value, ExactOption.Day(parsed, until)!.Value);
            if (last < first || last.DayNumber - first.DayNumber >= Reconciliation.MostDays)
            {
                throw new CommandFailedException($"--from to --until are 1 to {Reconciliation.MostDays} days.");
            }

            return DatabaseWork.RunAsync(
                parsed, database,
                (open, output) => RunAsync(
                    open, output, parsed.GetRequiredValue(provider), first, last, terms, parsed.GetValue(report),
                    cancellation),
                cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Database database, TextWriter output, string provider, DateOnly from, DateOnly until, FeeTerms terms,
        FileInfo? page, CancellationToken cancellation)
    {
        List<ReconciliationReport> reports = [];

        // What a settlement says was kept explains what a bank's statement shows.
        foreach (StatementKind kind in (StatementKind[])[StatementKind.Settlement, StatementKind.BankStatement])
        {
            ReconciliationScope scope = new(provider, kind, from, until);
            string name = FileKind.NameOf(FileKind.Of(kind));
            await PaymentsProgress.ShowAsync(tell => new Reconciliation(database).RunAsync(
                scope, terms, new Told(step => tell($"{name} {step.Day:yyyy-MM-dd}, {step.Pass}", step.Share)),
                cancellation));
            ReconciliationReport report = await new ReconciliationReports(database).OfAsync(scope, cancellation);
            if (report.Days.Count > 0)
            {
                reports.Add(report);
                ReconciliationText.Write(report, output);
            }
        }

        if (reports.Count == 0)
        {
            throw new CommandFailedException(
                $"No statement of {provider} has lines from {from:yyyy-MM-dd} to {until:yyyy-MM-dd}.");
        }

        if (page is not null)
        {
            await File.WriteAllTextAsync(page.FullName, new ReconciliationPage(reports).ToHtml(), cancellation);
        }

        return reports.Exists(report => report.HasWork) ? ExitCode.Failed : ExitCode.Done;
    }

    private sealed class Told(Action<ReconciliationStep> tell) : IProgress<ReconciliationStep>
    {
        public void Report(ReconciliationStep value) => tell(value);
    }
}
