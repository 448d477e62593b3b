using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments list</c> and <c>payments show</c>.</summary>
internal static class PaymentLooks
{
    private const string Lines = "lines";
    private const string Missing = "missing";

    public static Command CreateList()
    {
        Option<string> state = new("--state")
        {
            Description = "Payments that are listed, received, applied or closed; lines: those of statements that "
                + "are listed; missing: payments that no statement shows after the settlement window.",
            DefaultValueFactory = _ => "listed",
        };
        state.AcceptOnlyFromAmong("listed", "received", "applied", "closed", Lines, Missing);
        Option<string?> provider = new("--provider") { Description = "Only of this provider." };
        Option<int> limit = RangedOption.Create("--limit", "How many.", 100, 1, PaymentWorkList.Limit);
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "Payments and lines of statements, the oldest first.")
        {
            state, provider, limit, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                PaymentWorkList list = new(open);
                (string wanted, string? of, int most) =
                    (parsed.GetRequiredValue(state), parsed.GetValue(provider), parsed.GetValue(limit));
                if (wanted == Lines)
                {
                    Write(await list.LinesAsync(of, most, cancellation), output);
                }
                else if (wanted == Missing)
                {
                    Write(await new MissingPayments(open).ListAsync(of, most, cancellation), output);
                }
                else
                {
                    Write(await list.FactsAsync(wanted, of, most, cancellation), output);
                }

                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    public static Command CreateShow()
    {
        Option<string?> provider = new("--provider") { Description = "Of the payment." };
        Option<string?> key = PaymentOptions.Key();
        Option<string?> line = LineName.Option();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("show", "One payment (--provider, --key) or one line (--line), and what became of it.")
        {
            provider, key, line, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                if (LineName.Value(parsed, line) is { } named)
                {
                    await ShowLineAsync(open, named.Statement, named.Line, output, cancellation);
                }
                else
                {
                    await ShowFactAsync(
                        open, parsed.GetValue(provider) ?? "", parsed.GetValue(key) ?? "", output, cancellation);
                }

                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    public static void Write(IEnumerable<ListedFact> facts, TextWriter output)
    {
        TextTable table = new(
            "provider", "key", "kind", "day", "amount", "currency", "reference", "state", "reason", "told");
        foreach (ListedFact fact in facts)
        {
            table.Add(
                fact.Provider, fact.Key, fact.Kind, $"{fact.Day:yyyy-MM-dd}", fact.Amount, fact.Currency,
                fact.Reference, fact.State, fact.Reason, fact.Told);
        }

        table.Write(output);
    }

    private static void Write(IEnumerable<ListedLine> lines, TextWriter output)
    {
        TextTable table = new(
            "line", "provider", "file", "day", "number", "net", "listed", "status", "rule", "reason", "reference",
            "charge");
        foreach (ListedLine line in lines)
        {
            table.Add(
                $"{line.Statement}/{line.Line}", line.Provider, line.File, $"{line.Day:yyyy-MM-dd}",
                line.Number, line.Net, line.Listed, line.Status ?? "open", line.Rule, line.Reason, line.Reference,
                line.Charge);
        }

        table.Write(output);
    }

    private static void Write(IEnumerable<MissingPayment> payments, TextWriter output)
    {
        TextTable table = new("provider", "key", "missing of", "channel", "day", "amount", "charge", "reference");
        foreach (MissingPayment one in payments)
        {
            table.Add(
                one.Provider, one.Key, one.Statements, one.Channel, $"{one.Day:yyyy-MM-dd}", one.Amount, one.Charge,
                one.Reference);
        }

        table.Write(output);
    }

    private static void Write(IEnumerable<FactTrace> traces, TextWriter output)
    {
        foreach (FactTrace trace in traces)
        {
            output.WriteLine($"  {trace.What}: {trace.Detail}");
        }
    }

    private static async Task ShowFactAsync(
        Database database, string provider, string key, TextWriter output, CancellationToken cancellation)
    {
        PaymentWorkList list = new(database);
        ListedFact fact = await list.FactAsync(provider, key, cancellation)
            ?? throw new CommandFailedException("There is no such payment; name it by --provider and --key.");
        Write([fact], output);
        Write(await list.TraceAsync(provider, key, cancellation), output);
    }

    private static async Task ShowLineAsync(
        Database database, long statement, int number, TextWriter output, CancellationToken cancellation)
    {
        PaymentWorkList list = new(database);
        ListedLine line = await list.LineAsync(statement, number, cancellation)
            ?? throw new CommandFailedException("There is no such line.");
        Write([line], output);
        output.WriteLine(line.Text);
        Write(await list.TraceAsync(statement, number, cancellation), output);
    }
}
