using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments import</c>: takes in a file, once and whole, or not at all.</summary>
internal static class PaymentsImportCommand
{
    private const string Description =
        """
        Take in a bank statement, a provider's settlement or a collector's file of payments. A file with one wrong line
        is refused as a whole, with lines and reasons; so is a whole file that was taken in before. A collector's
        payments are applied at once. Layouts: docs/reconciliation.md.
        """;

    public static Command Create()
    {
        Argument<FileInfo> file = new("file") { Description = "The file." };
        Option<string> format = new("--format")
        {
            Description = "bank-statement, settlement or collector.",
            Required = true,
        };
        format.AcceptOnlyFromAmong(PaymentsImport.Formats);
        Option<string> provider = PaymentOptions.Provider();
        Option<string?> prefix = PaymentOptions.AccountPrefix();
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("import", Description) { file, format, provider, prefix, who, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                FileInfo named = parsed.GetRequiredValue(file);
                if (!named.Exists)
                {
                    throw new CommandFailedException($"There is no file {named.FullName}.");
                }

                PaymentsImport import = new(
                    open, PaymentOptions.Applier(open, parsed.GetValue(prefix)), named,
                    parsed.GetRequiredValue(provider), parsed.GetRequiredValue(who));
                return await RunAsync(import, parsed.GetRequiredValue(format), named.Name, output, cancellation);
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        PaymentsImport import, string format, string name, TextWriter output, CancellationToken cancellation)
    {
        StatementOutcome outcome = await PaymentsProgress.ShowAsync(
            tell => import.RunAsync(format, tell, cancellation));
        switch (outcome)
        {
            case StatementOutcome.Taken { Statement: var taken }:
                await output.WriteLineAsync(
                    $"{name}: {FileKind.NameOf(taken.Kind)} {taken.Id}, {taken.Lines:N0} lines, {taken.Net} pesos."
                    + (import.Applied is { } applied ? $" {applied:N0} applied." : ""));
                return ExitCode.Done;
            case StatementOutcome.Known { Statement: var known }:
                throw new CommandFailedException(
                    $"{name} was taken in before: {FileKind.NameOf(known.Kind)} {known.Id} of {known.Provider}, "
                    + $"{known.Name}, {known.ImportedAt:yyyy-MM-dd HH:mm} UTC. Nothing was taken in now."
                    + (import.Applied > 0 ? $" {import.Applied:N0} payments that still waited were applied." : ""));
            default:
                StatementOutcome.Refused refused = (StatementOutcome.Refused)outcome;
                throw new CommandFailedException(
                    $"{name} was refused, and nothing of it counts:\n" + string.Join('\n', refused.Problems.Select(
                        one => one.Line == 0 ? $"  {one.Reason}" : $"  line {one.Line}: {one.Reason}")));
        }
    }
}
