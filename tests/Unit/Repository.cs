using System.Runtime.CompilerServices;

namespace Strangler.Tests.Unit;

/// <summary>Where the repository is, and what is shared beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of ../shared; the test is skipped where that is absent, and fails under CI.</summary>
    public static string Shared(string path)
    {
        string full = Path.GetFullPath(Path.Combine(Root, "..", "shared", path));
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            Assert.SkipUnless(
                Environment.GetEnvironmentVariable("CI") is "true" or "1", $"../shared/{path} is not here.");
            Assert.Fail($"../shared/{path} is not here, and must be in CI.");
        }

        return full;
    }

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
