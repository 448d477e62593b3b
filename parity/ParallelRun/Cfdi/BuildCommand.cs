using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi build</c>: sealed documents of every kind and shape, made up by a seed.</summary>
internal static class BuildCommand
{
    private const int ReportEvery = 5_000;

    private static readonly Option<int> Sample = RangedOption.Create(
        "--sample", "How many documents to make up.", 100, 1, 1_000_000);

    private static readonly Option<string> Out = new("--out") { Description = "The folder.", Required = true };

    private static readonly Option<int> Seed = RangedOption.Create(
        "--seed", "The same seed and moment make the same bytes.", 1, 0, int.MaxValue);

    private static readonly Option<string?> At = new("--at")
    {
        Description = "The moment of sealing, like 2026-11-20T10:00:00-06:00; without it, now.",
    };

    private static readonly Option<string?> IssuerRfc = new("--issuer-rfc")
    {
        Description = "The issuer's RFC; without it, the certificate's.",
    };

    private static readonly Option<string> IssuerName = new("--issuer-name")
    {
        Description = "The issuer's name as the tax authority has it.",
        DefaultValueFactory = _ => "ESCUELA KEMPER URGATE",
    };

    public static Command Create()
    {
        CsdOptions csd = new();
        Command command = new("build", "Makes up documents and seals them; nothing is stamped.")
        {
            Sample, Out, Seed, At, IssuerRfc, IssuerName,
        };
        csd.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, csd, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CsdOptions options, CancellationToken cancellation)
    {
        DateTimeOffset now = Moment(parsed);
        using Csd csd = await options.ReadAsync(parsed, now, cancellation);
        Issuer issuer = new(
            parsed.GetValue(IssuerRfc) ?? csd.Rfc, parsed.GetValue(IssuerName)!, "603", "76000");
        DirectoryInfo folder = Folder(parsed.GetValue(Out)!);
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        Sealer sealer = new(csd);
        Stopwatch working = new();
        int done = 0;
        IEnumerator<SampleDocument> samples =
            SampleDocuments.Make(issuer, parsed.GetValue(Seed), DateOnly.FromDateTime(now.DateTime)).GetEnumerator();
        while (done < parsed.GetValue(Sample))
        {
            working.Start();
            samples.MoveNext();
            SealOutcome outcome = sealer.Seal(samples.Current.Document, now);
            working.Stop();
            byte[] xml = outcome is SealOutcome.Sealed sealedNow
                ? sealedNow.Cfdi.Xml
                : throw new CommandFailedException(Reasons(samples.Current, (SealOutcome.Refused)outcome));
            counts[samples.Current.Kind] = counts.GetValueOrDefault(samples.Current.Kind) + 1;
            done++;
            string name = string.Create(CultureInfo.InvariantCulture, $"{done:D7}-{samples.Current.Kind}.xml");
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), xml, cancellation);
            if (done % ReportEvery == 0)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{done} documents");
            }
        }

        Report(parsed.InvocationConfiguration.Output, counts, done, working.Elapsed);
        return ExitCode.Done;
    }

    private static void Report(TextWriter output, SortedDictionary<string, int> counts, int done, TimeSpan elapsed)
    {
        TextTable table = new("kind", "documents");
        foreach ((string kind, int count) in counts)
        {
            table.Add(kind, count);
        }

        table.Write(output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} documents built and sealed, {done / elapsed.TotalSeconds:0} a second (files apart)."));
    }

    private static string Reasons(SampleDocument sample, SealOutcome.Refused refused) =>
        $"A document of kind {sample.Kind} is refused:\n  " + string.Join("\n  ", refused.Reasons);

    private static DateTimeOffset Moment(ParseResult parsed) =>
        parsed.GetValue(At) is not { } text ? TimeProvider.System.GetUtcNow()
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at
                : throw new CommandFailedException($"--at is a moment like 2026-11-20T10:00:00-06:00, not {text}.");

    private static DirectoryInfo Folder(string path)
    {
        try
        {
            return Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"--out: {failure.Message}");
        }
    }
}
