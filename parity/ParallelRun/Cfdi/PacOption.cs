using System.CommandLine;
using Strangler.Cfdi.Stamping;
using Strangler.Pac;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Cfdi.Setup;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>The PACs that the environment names, and SAT's certificates of them.</summary>
internal static class PacOption
{
    public static Option<DirectoryInfo?> Certificates() => new("--certificates")
    {
        Description = "Directory of SAT's certificates of PACs: number.cer; without it, "
            + $"{IssuerSetup.PacCertificates}.",
    };

    /// <summary>To be disposed.</summary>
    /// <exception cref="CommandFailedException">Neither says where.</exception>
    public static PacCertificates Open(
        ParseResult parsed, Option<DirectoryInfo?> option, Func<string, string?> read) =>
        new(parsed.GetValue(option)?.FullName ?? new IssuerSetup(read).Said(IssuerSetup.PacCertificates)
            ?? throw new CommandFailedException(
                $"Stamps cannot be verified: say --certificates or set {IssuerSetup.PacCertificates}."));

    /// <exception cref="CommandFailedException">None is named.</exception>
    public static IReadOnlyList<IPac> Pacs(HttpClient http, Func<string, string?> read) =>
        new PacSettings(read).Create(http) is { Count: > 0 } pacs
            ? pacs
            : throw new CommandFailedException("STRANGLER_PACS names no PAC: finkok, sw (docs/cfdi-stamping.md).");
}
