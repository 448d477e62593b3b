using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Replay;

/// <summary>The <c>replay</c> command: recorded reads, sent to both sides and compared.</summary>
internal static class ReplayCommand
{
    private const string Description =
        """
        Send recorded reads to both sides and compare the answers; exits 3 when some differ. One JSON object per line:
          {"service":"InterfazGenericaGestionDeudaWS","body":"<soap:Envelope ...>"}
          {"operation":"getDeuda","contract":400002,"fields":{"explotacion":1},"group":"1/M08"}
          {"operation":"getContratosPorNifconDeuda","taxId":"XAXX010101000"}
        Commands are refused: a replay changes nothing.
        """;

    private static readonly Option<FileInfo> Input =
        new Option<FileInfo>("--file") { Description = "Requests, a JSON object per line.", Required = true }
            .AcceptExistingOnly();

    private static readonly Option<Uri> Primary = Address("--primary", "Who is right: its base address.");
    private static readonly Option<Uri> Candidate = Address("--candidate", "Who is compared: its base address.");

    private static readonly Option<int> FromLine =
        RangedOption.Create("--from-line", "First line to send.", 1, 1, int.MaxValue);

    private static readonly Option<int> Concurrency =
        RangedOption.Create("--concurrency", "Lines under way.", 4, 1, 64);

    private static readonly Option<int> Timeout =
        RangedOption.Create("--timeout", "Seconds for an answer.", 30, 1, 300);

    private static readonly Option<bool> Noise = new("--noise")
    {
        Description = "Where the two differ, ask the primary again: what differs between its own answers is noise.",
    };

    private static readonly Option<FileInfo?> Report = new("--report")
    {
        Description = "Write a JSON line for every call that is not the same; appended to with --from-line.",
    };

    private static readonly Option<bool> Store = new("--store")
    {
        Description = "Apply the rules of the database, and keep the verdicts there, for parity summary and show.",
    };

    public static Command Create()
    {
        Option<string?> database = DatabaseOption.Create();
        Command command = new("replay", Description)
        {
            Input, Primary, Candidate, FromLine, Concurrency, Timeout, Noise, Report, Store, database,
        };
        command.SetAction((parsed, cancellation) =>
        {
            ReplayOptions options = Read(parsed);
            return parsed.GetValue(Store)
                ? DatabaseWork.RunAsync(
                    parsed, database, (open, output) => ReplayRun.RunAsync(options, open, output, cancellation),
                    cancellation)
                : ReplayRun.RunAsync(options, null, parsed.InvocationConfiguration.Output, cancellation);
        });
        return command;
    }

    private static ReplayOptions Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(Input), parsed.GetRequiredValue(Primary), parsed.GetRequiredValue(Candidate),
        parsed.GetValue(FromLine), parsed.GetValue(Concurrency), TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
        parsed.GetValue(Noise), parsed.GetValue(Report));

    private static Option<Uri> Address(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens.SingleOrDefault()?.Value, UriKind.Absolute, out Uri? address)
                && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"{name} must be an http or https address.");
            return null;
        },
    };
}
