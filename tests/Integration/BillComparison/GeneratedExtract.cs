using System.Diagnostics;
using System.Globalization;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.BillComparison;

/// <summary>An extract of the shared generator with the answers: expected.csv and truth.csv.</summary>
internal sealed class GeneratedExtract : IDisposable
{
    private const string OwnFaults = "own";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strangler-generated-");

    private GeneratedExtract()
    {
    }

    public string Folder => _folder.FullName;

    /// <param name="first">The first period, like 2025-12.</param>
    /// <param name="share">Of bills with faults that are not the generator's own; null for its own faults.</param>
    public static async Task<GeneratedExtract> CreateAsync(
        int seed, string first, int contracts, int periods, double? share = null)
    {
        string generator = Path.GetFullPath(Path.Combine(RepositoryPlaces.Root, "..", "shared", "legacy-extract"));
        Prerequisite.Require(
            File.Exists(Path.Combine(generator, "generate.py")), "../shared/legacy-extract is not beside it.");
        Prerequisite.Require(File.Exists("/usr/bin/python3"), "Python is missing: sudo apt-get install python3");
        GeneratedExtract extract = new();
        ProcessStartInfo start = new("/usr/bin/python3")
        {
            ArgumentList =
            {
                Path.Combine(RepositoryPlaces.Root, "tests", "Integration", "BillComparison", "other-faults.py"),
                generator, extract.Folder, Text(contracts), Text(periods), Text(seed), first,
                share?.ToString(CultureInfo.InvariantCulture) ?? OwnFaults,
            },
        };
        // Nothing of ours is written beside the shared files.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return extract;
    }

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Expected() => CsvFile.Read(Folder, "expected.csv");

    /// <summary>Bills where legacy is wrong, with the kind of fault.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Truth() => CsvFile.Read(Folder, "truth.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
