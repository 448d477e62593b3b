using System.Diagnostics;

namespace Strangler.Tests.Unit.Rating;

/// <summary>An extract with its expected bills, generated for one test run.</summary>
public sealed class LegacyExtract : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strangler-rating-");

    public void Dispose() => _folder.Delete(recursive: true);

    internal string Generate(int seed)
    {
        string target = Path.Combine(_folder.FullName, $"{seed}");
        string script = Path.Combine(Repository.Shared("legacy-extract"), "generate.py");
        using Process process = Process.Start(new ProcessStartInfo("python3")
        {
            ArgumentList =
            {
                script, "--out", target, "--contracts", "500", "--periods", "5", "--seed", $"{seed}", "--expected",
            },
            RedirectStandardOutput = true,
        })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return target;
    }
}
