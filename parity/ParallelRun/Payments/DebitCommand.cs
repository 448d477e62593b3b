using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Mandates;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Readings;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Debits;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments debit</c>: collection runs, and what banks answer.</summary>
internal static class DebitCommand
{
    private const int MostBytes = 64 * 1024 * 1024;

    public static Command Create() => new("debit", "Collect by mandate: notices, files to the bank, its answers.")
    {
        CreateRun(), CreateReturns(), CreateRules(),
    };

    private static Option<string> Bank() => new("--bank")
    {
        Description = "Whose files, as configured in STRANGLER_PAYMENTS.",
        DefaultValueFactory = _ => "bankfile",
    };

    private static Command CreateRun()
    {
        Option<string> bank = Bank();
        Option<DirectoryInfo> folder = new("--out") { Description = "Where the files go.", Required = true };
        Option<string?> date = ExactOption.Create("--date", "The day of the debits; without it, today.");
        Option<int> again = RangedOption.Create(
            "--again", "Write a batch of the day again; 0: a new run.", 0, 0, 999999);
        Option<string> who = AuditOptions.Who();
        return DeskWork.Listing(
            "run", "Tell of debts that are due, and debit those told long enough before.",
            [bank, folder, date, again, who],
            async (database, parsed, output, cancellation) =>
            {
                using HttpClient http = new();
                IDirectDebit files = Find(http, parsed.GetRequiredValue(bank));
                DateOnly day = ExactOption.Day(parsed, date) ?? LocalDay.Of(TimeProvider.System.GetUtcNow());
                string path = parsed.GetRequiredValue(folder).FullName;
                Directory.CreateDirectory(path);
                DebitRun run = new(database);
                if (parsed.GetValue(again) is var number and > 0)
                {
                    DebitBatch batch = await run.FindAsync(files.Provider, day, number, cancellation)
                        ?? throw new CommandFailedException($"There is no batch {number} of {day:yyyy-MM-dd}.");
                    await WriteAsync(path, files, batch, output, cancellation);
                    return;
                }

                DebitRunResult result = await run.RunAsync(
                    files.Provider, day, parsed.GetRequiredValue(who), cancellation);
                await WriteNoticesAsync(path, day, result.Noticed, cancellation);
                await output.WriteLineAsync(
                    $"Noticed {result.Noticed.Count}, above what is allowed {result.AboveMost}, "
                    + $"dropped {result.Dropped}.");
                if (result.Batch is { } made)
                {
                    await WriteAsync(path, files, made, output, cancellation);
                }
            });
    }

    private static Command CreateReturns()
    {
        Option<string> bank = Bank();
        Option<FileInfo> file = new("--file") { Description = "What the bank sent.", Required = true };
        Option<string> who = AuditOptions.Who();
        return DeskWork.Listing(
            "returns", "Read what the bank answers: all of the file or nothing.", [bank, file, who],
            async (database, parsed, output, cancellation) =>
            {
                using HttpClient http = new();
                IDirectDebit files = Find(http, parsed.GetRequiredValue(bank));
                FileInfo found = parsed.GetRequiredValue(file);
                if (!found.Exists || found.Length > MostBytes)
                {
                    throw new CommandFailedException($"{found.Name}: there is no such file, or it is too long.");
                }

                await using LedgerStore ledger = new(database, TimeProvider.System);
                DebitReturnDesk desk = new(database, ledger, DeskWork.Applier(database, ledger));
                DebitReturnOutcome outcome = await desk.ReadAsync(
                    files, await File.ReadAllBytesAsync(found.FullName, cancellation),
                    LocalDay.Of(TimeProvider.System.GetUtcNow()), parsed.GetRequiredValue(who), cancellation);
                await output.WriteLineAsync(outcome switch
                {
                    DebitReturnOutcome.Taken taken => string.Create(
                        CultureInfo.InvariantCulture,
                        $"Paid {taken.Paid}, failed {taken.Failed}, came back {taken.Reversed}, tried again "
                        + $"{taken.Retried}, mandates stopped {taken.Stopped}, fees {taken.Fees}, "
                        + $"applied {taken.Applied}."),
                    DebitReturnOutcome.Refused refused => throw new CommandFailedException(string.Join(
                        Environment.NewLine,
                        refused.Problems.Select(one => $"{found.Name}, line {one.Line}: {one.Reason}"))),
                    _ => "The file was read before; nothing was done now.",
                });
            });
    }

    private static Command CreateRules()
    {
        Option<string?> fee = ExactOption.Create("--fee", "Pesos for a debit without funds, in all; 0: none.");
        Option<string> who = AuditOptions.Who();
        return DeskWork.Listing(
            "rules", "Show the rules, and change the fee.", [fee, who],
            async (database, parsed, output, cancellation) =>
            {
                MandateRules rules = await DebitRules.ReadAsync(database, cancellation);
                if (ExactOption.Pesos(parsed, fee) is { } amount)
                {
                    rules = rules with
                    {
                        Fee = amount >= Money.Zero ? amount
                            : throw new CommandFailedException("--fee is not below zero."),
                    };
                    await DebitRules.WriteAsync(database, rules, parsed.GetRequiredValue(who), cancellation);
                }

                await output.WriteLineAsync(
                    $"Notice {rules.NoticeDays} days, retry after {rules.RetryDays} days, "
                    + $"{rules.MostAttempts} attempts, "
                    + $"suspended after {rules.MostFailures} failures, fee {rules.Fee}.");
            });
    }

    private static IDirectDebit Find(HttpClient http, string bank) =>
        DeskWork.Providers(http).Debits.TryGetValue(bank, out IDirectDebit? files) ? files
            : throw new CommandFailedException($"STRANGLER_PAYMENTS names no bank {bank} for direct debit.");

    private static async Task WriteAsync(
        string folder, IDirectDebit files, DebitBatch batch, TextWriter output, CancellationToken cancellation)
    {
        string name = $"{files.Provider}-{batch.Day:yyyyMMdd}-{batch.Number:D6}.txt";
        await File.WriteAllBytesAsync(Path.Combine(folder, name), files.Write(batch), cancellation);
        await output.WriteLineAsync($"{name}: {batch.Debits.Count} debits.");
    }

    private static Task WriteNoticesAsync(
        string folder, DateOnly day, IReadOnlyList<DebitNotice> notices, CancellationToken cancellation) =>
        notices.Count == 0 ? Task.CompletedTask : File.AppendAllLinesAsync(
            Path.Combine(folder, $"notices-{day:yyyyMMdd}.csv"),
            notices.Select(one => string.Create(
                CultureInfo.InvariantCulture, $"{one.Contract},{one.Reference},{one.Amount},{one.Day:yyyy-MM-dd}")),
            cancellation);
}
