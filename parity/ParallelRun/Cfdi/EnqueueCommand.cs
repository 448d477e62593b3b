using System.CommandLine;
using System.Globalization;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Validation;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi enqueue</c>: puts sealed documents from files into the queue, as they are.</summary>
internal static class EnqueueCommand
{
    private const int RetainYears = 8;

    private static readonly Option<int> Version = RangedOption.Create(
        "--version-of-source", "The next one after a document that expired or was withdrawn.", 1, 1, 1_000);

    private static readonly Option<bool> Unjudged = new("--unjudged")
    {
        Description = "Leave pre-validation out: the PAC will say what is wrong.",
    };

    private static readonly Option<string?> Authorities = AuthoritiesOption.Create();

    public static Command Create()
    {
        Argument<string[]> places = DocumentFiles.Argument();
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "enqueue", "Queue sealed documents for cfdi stamp; what does not pass pre-validation is left out.")
        {
            places, Version, Unjudged, Authorities, database,
        };
        command.SetAction((parsed, cancellation) =>
        {
            IReadOnlyList<string> files = DocumentFiles.Find(parsed.GetValue(places)!);
            return DatabaseWork.RunAsync(
                parsed, database, (open, output) => RunAsync(open, files, parsed, output, cancellation), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Database database, IReadOnlyList<string> files, ParseResult parsed, TextWriter output,
        CancellationToken cancellation)
    {
        CfdiStore store = new(database);
        using SatAuthorities? authorities = AuthoritiesOption.Read(parsed.GetValue(Authorities));
        AuthoritiesOption.Warn(authorities, parsed.InvocationConfiguration.Error);
        int queued = 0, already = 0;
        foreach (string file in files)
        {
            byte[] xml = await DocumentFiles.ReadAsync(file, cancellation);
            switch (Refusal(xml, authorities, parsed) is { } refusal
                ? new EnqueueOutcome.Refused(refusal)
                : await store.EnqueueAsync(Document(file, xml, parsed), cancellation))
            {
                case EnqueueOutcome.Queued:
                    queued++;
                    break;
                case EnqueueOutcome.Already:
                    already++;
                    break;
                case EnqueueOutcome.Refused refused:
                    await output.WriteLineAsync($"{file}: {refused.Reason}");
                    break;
            }
        }

        int left = files.Count - queued - already;
        await output.WriteLineAsync($"{queued} queued, {already} were there already, {left} refused.");
        return left == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string? Refusal(byte[] xml, SatAuthorities? authorities, ParseResult parsed)
    {
        if (!parsed.GetValue(Unjudged))
        {
            ValidationReport report = CfdiValidator.Validate(
                xml, new ValidationContext(TimeProvider.System.GetUtcNow()) { Authorities = authorities });
            if (!report.Passes)
            {
                return report.Findings
                    .First(finding => finding.Severity is Severity.Refusal or Severity.Own).ToString();
            }
        }

        return SealedReader.Read(xml) is null ? "It is no sealed document of type I, E or P." : null;
    }

    /// <summary>
    /// The source is series and folio; without them, the file's name. The books number payments and global documents
    /// themselves, from 1: <c>/file</c> behind the number of others keeps them apart.
    /// </summary>
    private static NewCfdi Document(string file, byte[] xml, ParseResult parsed)
    {
        SealedCfdi made = SealedReader.Read(xml)!;
        string number = made.Folio is { } folio
            ? made.Series is { } series ? $"{series}-{folio}" : folio : Path.GetFileNameWithoutExtension(file);
        (string kind, bool isNumberedHere) = (made.Type, made.IsForPublic) switch
        {
            (CfdiType.Payment, _) => ("payment", true),
            (CfdiType.Credit, true) => ("global-credit", true),
            (CfdiType.Credit, false) => ("note", false),
            (_, true) => ("global", true),
            _ => ("invoice", false),
        };
        string key = isNumberedHere ? $"{number}/file" : number;
        return new NewCfdi(
            new CfdiSource(kind, key, parsed.GetValue(Version)), made, NewCfdi.StampLimit(made, FiscalTime.Zone),
            DateOnly.FromDateTime(made.IssuedAt).AddYears(RetainYears));
    }
}
