using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Writes;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Writes;

namespace Strangler.ParallelRun.Writes;

/// <summary>The <c>writes</c> commands: what was asked of whom, and what is to be decided by a person.</summary>
internal static class WritesCommand
{
    private const int UsualLimit = 50;

    public static Command Create() => new("writes", "Writes that run once: see docs/writes.md.")
    {
        CreateList(), CreateShow(), CreateResolve(), DrainCommand.Create(),
    };

    private static Command CreateList()
    {
        Option<string?> state = new("--state") { Description = "Only these." };
        state.AcceptOnlyFromAmong("received", "dispatched", "answered", "unknown", "failed");
        Option<int> limit = new("--limit")
        {
            Description = $"So many, at most {WriteQueries.ListLimit}.",
            DefaultValueFactory = _ => UsualLimit,
        };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "Writes, newest first.") { state, limit, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                TextTable table = new("id", "operation", "owner", "state", "reason", "contract", "begun (UTC)");
                foreach (WriteLine line in await new WriteQueries(open).ListAsync(
                    parsed.GetValue(state), parsed.GetValue(limit), cancellation))
                {
                    table.Add(
                        line.Id, line.Operation, line.Owner, line.State, line.Reason, line.Contract,
                        line.ReceivedAt.ToString("u", CultureInfo.InvariantCulture));
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command CreateShow()
    {
        Argument<long> id = new("id") { Description = "As list shows it." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("show", "All that is kept of one write, as JSON.") { id, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                long asked = parsed.GetRequiredValue(id);
                WriteLine line = await new WriteQueries(open).FindAsync(asked, cancellation) ?? throw Unknown(asked);
                await output.WriteLineAsync(JsonSerializer.Serialize(line, Indented));
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command CreateResolve()
    {
        Argument<long> id = new("id") { Description = "As list shows it." };
        Option<string> outcome = new("--as")
        {
            Description = "done: AquaCIS has it, the next try is told so. not-done: the next try goes to its owner. "
                + "free: it was not done, and may be planned anew.",
            Required = true,
        };
        outcome.AcceptOnlyFromAmong("done", "not-done", "free");
        Option<string> who = AuditOptions.Who();
        Option<string> why = AuditOptions.Why();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("resolve", "Say of a write what nobody else can.") { id, outcome, who, why, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                long asked = parsed.GetRequiredValue(id);
                WriteQueries queries = new(open);
                WriteLine line = await queries.FindAsync(asked, cancellation) ?? throw Unknown(asked);
                string said = parsed.GetRequiredValue(outcome);
                bool resolved = said == "free"
                    ? await queries.FreeAsync(
                        asked, parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), cancellation)
                    : await queries.ResolveAsync(
                        asked, said == "done",
                        new KeptAnswer(200, SoapEnvelope.ContentType, LegacyMoney.Taken(line.Operation)),
                        parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), cancellation);
                if (!resolved)
                {
                    throw new CommandFailedException(
                        $"Write {asked} is {line.State}; only an unknown one is done or not done, and only one that "
                        + "was not done is free.");
                }

                await output.WriteLineAsync($"Write {asked} is {said}.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static CommandFailedException Unknown(long id) => new($"There is no write {id}.");
}
