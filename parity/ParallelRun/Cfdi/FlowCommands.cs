using System.CommandLine;
using Strangler.Cfdi.Stamping;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi refused</c>, <c>status</c>, <c>verify</c>: looking at what is kept.</summary>
internal static class FlowCommands
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(12);

    public static Command Refused()
    {
        Option<string?> rule = new("--rule") { Description = "Only this rule, like CFDI40147 or DOC-TAX." };
        Option<int> limit = RangedOption.Create("--limit", "Rows of each.", 200, 1, Refusals.ListLimit);
        return Create("refused", "Why sources have no document; warnings of those that have.", [rule, limit], async (
            parsed, database, output, cancellation) =>
        {
            (string? only, int most) = (parsed.GetValue(rule), parsed.GetValue(limit));
            TextTable table = new("severity", "kind", "number", "rule", "place", "message", "tries", "last");
            foreach (RefusalLine line in await new Refusals(database).ListAsync(only, most, cancellation))
            {
                table.Add(
                    "refused", line.Kind, line.Key, line.Reason.Rule, line.Reason.Path, line.Reason.Message, line.Tries,
                    $"{line.LastAt:yyyy-MM-dd HH:mm}");
            }

            foreach (WarningLine line in await new IssueWarnings(database).ListAsync(only, most, cancellation))
            {
                table.Add(
                    "warning", line.Kind, line.Key, line.Reason.Rule, line.Reason.Path, line.Reason.Message, "",
                    $"{line.At:yyyy-MM-dd HH:mm}");
            }

            table.Write(output);
            return ExitCode.Done;
        });
    }

    public static Command Status()
    {
        Option<Guid?> uuid = new("--uuid") { Description = "One document, as stamped." };
        Option<string> group = IssueCommand.Group();
        Option<string?> period = IssueCommand.Period();
        return Create(
            "status", "Where documents stand, and what waits for whom.", [uuid, group, period],
            (parsed, database, output, cancellation) => parsed.GetValue(uuid) is { } one
                ? OneAsync(database, one, output, cancellation)
                : AllAsync(database, IssueCommand.Scope(parsed, group, period), output, cancellation));
    }

    public static Command Verify()
    {
        Option<Guid?> uuid = new("--uuid") { Description = "One document, as stamped." };
        Option<bool> all = new("--all") { Description = "All that were ever stamped." };
        Option<DirectoryInfo?> certificates = new("--certificates")
        {
            Description = "Directory of SAT's certificates of PACs; without it, their signatures are not checked.",
        };
        return Create(
            "verify", "Hold kept documents against hash, seal, stamp and books.", [uuid, all, certificates],
            async (parsed, database, output, cancellation) =>
            {
                if (parsed.GetValue(uuid) is null && !parsed.GetValue(all))
                {
                    throw new CommandFailedException("Say --uuid or --all.");
                }

                using PacCertificates? known = parsed.GetValue(certificates) is { } folder
                    ? new PacCertificates(folder.FullName) : null;
                int wrong = 0;
                long looked = await new StoredVerification(database, known, TimeProvider.System).RunAsync(
                    parsed.GetValue(uuid),
                    (id, problem) =>
                    {
                        wrong++;
                        output.WriteLine($"document {id}: {problem}");
                    },
                    cancellation);
                await output.WriteLineAsync($"{looked:N0} documents, {wrong:N0} findings.");
                return wrong == 0 && looked > 0 ? ExitCode.Done : ExitCode.Failed;
            });
    }

    private static async Task<int> OneAsync(
        Database database, Guid uuid, TextWriter output, CancellationToken cancellation)
    {
        long id = await new FlowQueries(database).FindAsync(uuid, cancellation)
            ?? throw new CommandFailedException($"{uuid} is not kept here.");
        CfdiLine line = (await new CfdiQueries(database).FindAsync(id, cancellation))!;
        await output.WriteLineAsync(
            $"{line.Source.Kind} {line.Source.Key} version {line.Source.Version}: {line.State}, by {line.Pac}");
        WriteCancellations(
            [.. (await new FlowQueries(database).CancellationsAsync(FlowQueries.ListLimit, cancellation))
                .Where(one => one.Uuid == uuid)], output);
        return ExitCode.Done;
    }

    private static async Task<int> AllAsync(
        Database database, IssueScope scope, TextWriter output, CancellationToken cancellation)
    {
        FlowQueries queries = new(database);
        TextTable counts = new("kind", "state", "documents", "total");
        foreach (FlowCount count in await queries.CountAsync(scope, cancellation))
        {
            counts.Add(count.Kind, count.State, count.Count, count.Total);
        }

        counts.Write(output);
        if (scope == IssueScope.All)
        {
            await WriteKeptAsync(database, output, cancellation);
        }

        long expiring = await new CfdiQueries(database).ExpiringAsync(Soon, cancellation);
        if (expiring > 0)
        {
            await output.WriteLineAsync($"\n{expiring:N0} documents are refused as too old within 12 hours.");
        }

        await WritePendingAsync(queries, output, cancellation);
        await FlowLists.WriteNominationsAsync(queries, output, cancellation);
        await FlowLists.WriteWarningsAsync(database, output, cancellation);
        WriteCancellations(await queries.CancellationsAsync(FlowQueries.ListLimit, cancellation), output);
        return ExitCode.Done;
    }

    /// <summary>Also those that came from files, and complements and global documents.</summary>
    private static async Task WriteKeptAsync(Database database, TextWriter output, CancellationToken cancellation)
    {
        TextTable table = new("all documents kept", "");
        foreach ((string state, long count) in await new CfdiQueries(database).CountAsync(cancellation))
        {
            table.Add(state, count);
        }

        await output.WriteLineAsync();
        table.Write(output);
    }

    private static async Task WritePendingAsync(
        FlowQueries queries, TextWriter output, CancellationToken cancellation)
    {
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
        TextTable table = new("payment", "paid", "due", "state", "");
        IReadOnlyList<PendingComplement> pending = await queries.PendingAsync(FlowQueries.ListLimit, cancellation);
        foreach (PendingComplement one in pending)
        {
            table.Add(
                one.Number, $"{one.PaidOn:yyyy-MM-dd}", $"{one.Due:yyyy-MM-dd}", one.State,
                one.Due < today ? "LATE" : one.Due.AddDays(-3) <= today ? "soon" : "");
        }

        if (pending.Count > 0)
        {
            await output.WriteLineAsync("\nPayments without a stamped document:");
            table.Write(output);
        }
    }

    private static void WriteCancellations(IReadOnlyList<OpenCancellation> open, TextWriter output)
    {
        TextTable table = new("cancellation of", "number", "uuid", "motive", "state", "code", "asked", "next");
        foreach (OpenCancellation one in open)
        {
            table.Add(
                one.Kind, one.Key, one.Uuid, one.Motive, one.State, one.Code, $"{one.RequestedAt:yyyy-MM-dd HH:mm}",
                $"{one.NextAt:yyyy-MM-dd HH:mm}");
        }

        if (open.Count > 0)
        {
            output.WriteLine();
            table.Write(output);
        }
    }

    private static Command Create(
        string name, string description, Option[] options,
        Func<ParseResult, Database, TextWriter, CancellationToken, Task<int>> work)
    {
        Option<string?> database = DatabaseOption.Create();
        Command command = new(name, description);
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        command.Options.Add(database);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database, (open, output) => work(parsed, open, output, cancellation), cancellation));
        return command;
    }
}
