using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Audit;
using Strangler.Postgres.Cfdi.Printing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi retention</c>: what may be deleted when; deleting what may be, with a reason.</summary>
internal static class RetentionCommand
{
    private static readonly Option<DateOnly?> Delete = new("--delete-before")
    {
        Description = "Delete for ever what was to be kept until a day before this one, and before today.",
    };

    private static readonly Option<string?> Why = new("--why")
    {
        Description = "The reason, for the audit; needed to delete.",
    };

    public static Command Create()
    {
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("retention", "Tell until when documents are kept, or delete what may be deleted.")
        {
            Delete, Why, who, database,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Delete) is not null && string.IsNullOrWhiteSpace(result.GetValue(Why)))
            {
                result.AddError("--delete-before needs --why.");
            }
        });
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            (open, output) => parsed.GetValue(Delete) is { } before
                ? DeleteAsync(open, before, parsed.GetValue(who)!, parsed.GetValue(Why)!, output, cancellation)
                : ListAsync(open, output, cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> ListAsync(Database database, TextWriter output, CancellationToken cancellation)
    {
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        TextTable table = new("keep until", "documents", "may be deleted");
        foreach (RetentionLine line in await new CfdiRetention(database).ListAsync(cancellation))
        {
            table.Add(
                line.RetainUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Documents,
                line.RetainUntil < today ? "yes" : "no");
        }

        table.Write(output);
        return ExitCode.Done;
    }

    private static async Task<int> DeleteAsync(
        Database database, DateOnly before, string who, string why, TextWriter output, CancellationToken cancellation)
    {
        AuditStore audit = new(database);
        string subject = string.Create(CultureInfo.InvariantCulture, $"kept until before {before:yyyy-MM-dd}: {why}");
        AdministrativeAct act = new(Guid.NewGuid(), who, "cfdi retention delete", subject, Environment.MachineName);
        await audit.BeginAsync(act, cancellation);
        CfdiRetention retention = new(database);
        long deleted = 0;
        for (long some = await retention.DeleteAsync(before, cancellation); some > 0;
            some = await retention.DeleteAsync(before, cancellation))
        {
            deleted += some;
            await output.WriteLineAsync($"{deleted:N0} documents deleted");
        }

        await audit.EndAsync(
            act, string.Create(CultureInfo.InvariantCulture, $"deleted {deleted}"), CancellationToken.None);
        await output.WriteLineAsync($"{deleted:N0} documents are gone.");
        return ExitCode.Done;
    }
}
