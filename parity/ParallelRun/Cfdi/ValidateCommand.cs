using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Strangler.Cfdi.Validation;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>Judges documents before anybody stamps them.</summary>
internal static class ValidateCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly Argument<string[]> Places = DocumentFiles.Argument();

    private static readonly Option<bool> AsJson = new("--json") { Description = "One JSON object per file and line." };

    private static readonly Option<bool> OfOthers = new("--of-others")
    {
        Description = "Hold the documents to the rules of SAT alone, not to our own exactness and keys.",
    };

    private static readonly Option<bool> AnyAge = new("--any-age")
    {
        Description = "Do not ask that they were dated within the last 72 hours.",
    };

    private static readonly Option<string?> Authorities = AuthoritiesOption.Create();

    public static Command Create()
    {
        Command command = new(
            "validate", "Tell everything SAT or a PAC would refuse, with code, place and message; fails if anything.")
        {
            Places, AsJson, OfOthers, AnyAge, Authorities,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            IReadOnlyList<string> files = DocumentFiles.Find(parsed.GetValue(Places)!);
            using SatAuthorities? authorities = AuthoritiesOption.Read(parsed.GetValue(Authorities));
            ValidationContext context = new(TimeProvider.System.GetUtcNow())
            {
                OwnRules = !parsed.GetValue(OfOthers),
                ChecksAge = !parsed.GetValue(AnyAge),
                Authorities = authorities,
            };
            TextWriter output = parsed.InvocationConfiguration.Output;
            int refused = 0;
            Dictionary<string, int> codes = [];
            foreach (string file in files)
            {
                ValidationReport report = CfdiValidator.Validate(
                    await DocumentFiles.ReadAsync(file, cancellation), context);
                refused += report.Passes ? 0 : 1;
                foreach (Finding finding in report.Findings)
                {
                    codes[finding.Code] = codes.GetValueOrDefault(finding.Code) + 1;
                }

                Write(file, report, parsed.GetValue(AsJson), output);
            }

            if (!parsed.GetValue(AsJson))
            {
                AuthoritiesOption.Warn(authorities, output);
                WriteCounts(files.Count, refused, codes, output);
            }

            return refused == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Write(string file, ValidationReport report, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new { file, report.Passes, report.Cut, report.Findings }, Json));
            return;
        }

        if (report.Findings.Count == 0)
        {
            return;
        }

        output.WriteLine($"{file}: {(report.Passes ? "passes" : "refused")}{(report.Cut ? ", more was found" : "")}");
        TextTable table = new("code", "severity", "place", "message");
        foreach (Finding finding in report.Findings)
        {
            table.Add(finding.Code, finding.Severity, finding.Path, finding.Message);
        }

        table.Write(output);
    }

    private static void WriteCounts(int files, int refused, Dictionary<string, int> codes, TextWriter output)
    {
        output.WriteLine($"{files} documents, {files - refused} pass, {refused} refused.");
        if (files > 1 && codes.Count > 0)
        {
            TextTable table = new("code", "findings");
            foreach ((string code, int count) in codes.OrderByDescending(code => code.Value).ThenBy(code => code.Key))
            {
                table.Add(code, count);
            }

            table.Write(output);
        }
    }
}
