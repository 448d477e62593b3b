using System.CommandLine;
using System.Globalization;
using System.Text;
using Strangler.Cfdi.Printing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi.Printing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi export</c>: a group's stamped documents of a period as XML and PDF, with an index.</summary>
internal static class ExportCommand
{
    private const int ReportEvery = 1_000;
    private const string Heading = "uuid,type,source,number,version,issued,cancelled,retain_until,xml,pdf\n";

    private static readonly Option<string> Group = new("--group") { Description = "Like 1/M08.", Required = true };

    private static readonly Option<string> Period = new("--period")
    {
        Description = "Year and period, like 2026-11.",
        Required = true,
    };

    private static readonly Option<string> Out = new("--out") { Description = "The folder.", Required = true };

    public static Command Create()
    {
        Option<string?> style = StyleOption.Create();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("export", "Write stamped documents of a group and period as XML and PDF, with index.csv.")
        {
            Group, Period, Out, style, database,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            PrintStyle look = await StyleOption.ReadAsync(parsed, style, cancellation);
            BillingGroup group = BillingGroup.TryParse(parsed.GetValue(Group), out BillingGroup named)
                ? named
                : throw new CommandFailedException("--group is like 1/M08.");
            BillingCycle cycle = CycleOf(parsed.GetValue(Period)!);
            return await DatabaseWork.RunAsync(
                parsed, database,
                (open, output) => RunAsync(open, group, cycle, parsed.GetValue(Out)!, look, output, cancellation),
                cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Database database, BillingGroup group, BillingCycle cycle, string path, PrintStyle style, TextWriter output,
        CancellationToken cancellation)
    {
        CfdiPrints prints = new(database, style);
        int written = 0;
        int changed = 0;
        try
        {
            string folder = Directory.CreateDirectory(path).FullName;
            await using StreamWriter index = new(
                Path.Combine(folder, "index.csv"), append: false, new UTF8Encoding(false));
            await index.WriteAsync(Heading);
            await foreach (StoredCfdi stored in new StampedFiles(database).OfGroupAsync(group, cycle, cancellation))
            {
                if (stored.Xml is not { } xml || await prints.PrintAsync(stored, cancellation) is not { } pdf)
                {
                    changed++;
                    await output.WriteLineAsync($"Document {stored.Id} is not what was stamped; it is left out.");
                    continue;
                }

                await File.WriteAllBytesAsync(Path.Combine(folder, $"{stored.Uuid}.xml"), xml, cancellation);
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{stored.Uuid}.pdf"), pdf, cancellation);
                await index.WriteAsync(Row(stored));
                if (++written % ReportEvery == 0)
                {
                    await output.WriteLineAsync($"{written} documents");
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"--out: {failure.Message}");
        }

        await output.WriteLineAsync($"{written} documents written, {changed} left out.");
        return changed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Without quotes: no value has a comma.</summary>
    private static string Row(StoredCfdi stored) => string.Create(
        CultureInfo.InvariantCulture,
        $"{stored.Uuid},{stored.Type},{stored.Source.Kind},{stored.Source.Key},{stored.Source.Version},"
        + $"{stored.Issued:yyyy-MM-dd},{(stored.IsCancelled ? "yes" : "no")},"
        + $"{stored.RetainUntil:yyyy-MM-dd},{stored.Uuid}.xml,{stored.Uuid}.pdf\n");

    private static BillingCycle CycleOf(string text) =>
        text.Split('-') is [{ Length: 4 } year, var period]
        && short.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out short ofYear)
        && byte.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out byte number)
        && number is >= 1 and <= 12
            ? new BillingCycle(ofYear, number)
            : throw new CommandFailedException("--period is like 2026-11.");
}
