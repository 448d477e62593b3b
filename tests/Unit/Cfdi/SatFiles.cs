using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.Cfdi;

namespace Strangler.Tests.Unit.Cfdi;

/// <summary>What the tax authority publishes for trials, beside the repository.</summary>
internal static class SatFiles
{
    public const string Password = "12345678a";
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 30, 45, 250, TimeSpan.Zero);
    public static readonly Issuer Issuer = new("EKU9003173C9", "ESCUELA KEMPER URGATE", "603", "76000");
    private const string Usual = "EKU9003173C9_30001000000500003416";

    /// <summary>Generated documents that tests look at: CFDI_DOCUMENTS, else 5,000 in CI and some elsewhere.</summary>
    public static int Documents => Asked ?? (IsCi ? 5_000 : 400);

    /// <summary>xmllint needs 18 ms for each, for it looks keys up in lists of 50,000 from the beginning.</summary>
    public static int DocumentsForSchema => Asked ?? (IsCi ? 1_500 : 200);

    public static int DocumentsForOpenssl => IsCi ? 400 : 200;

    private static bool IsCi => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    private static int? Asked =>
        int.TryParse(Environment.GetEnvironmentVariable("CFDI_DOCUMENTS"), out int count) ? count : null;

    public static string CsdFolder => Repository.Shared("sat/csd");

    public static string StyleSheet => Repository.Shared("sat/schemas/4/cadenaoriginal_4_0/cadenaoriginal_4_0.xslt");

    public static IReadOnlyList<string> Samples =>
        [.. Directory.GetFiles(Repository.Shared("sat/samples"), "*.xml").Order(StringComparer.Ordinal)];

    public static CsdOutcome Read(string name, string password = Password, string? keyOf = null) => CsdReader.Read(
        File.ReadAllBytes(Repository.Shared($"sat/csd/{name}.cer")),
        File.ReadAllBytes(Repository.Shared($"sat/csd/{keyOf ?? name}.key")), password);

    public static Csd Csd() => Assert.IsType<CsdOutcome.Ready>(Read(Usual)).Csd;

    /// <summary>Documents of every kind, sealed, with the chain each was sealed by.</summary>
    public static IEnumerable<(string Kind, CfdiDocument Document, SealedCfdi Cfdi)> Sealed(int count, int seed)
    {
        using Csd csd = Csd();
        Sealer sealer = new(csd);
        foreach (SampleDocument sample in SampleDocuments.Make(Issuer, seed, new DateOnly(2026, 11, 20)).Take(count))
        {
            SealOutcome outcome = sealer.Seal(sample.Document, Now);
            Assert.True(outcome is SealOutcome.Sealed, $"seed {seed}, {sample.Kind}: {Reasons(outcome)}");
            yield return (sample.Kind, sample.Document, ((SealOutcome.Sealed)outcome).Cfdi);
        }
    }

    private static string Reasons(SealOutcome outcome) =>
        outcome is SealOutcome.Refused refused ? string.Join("; ", refused.Reasons) : "";
}
