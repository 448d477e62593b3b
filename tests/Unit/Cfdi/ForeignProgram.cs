using System.ComponentModel;
using System.Diagnostics;

namespace Strangler.Tests.Unit.Cfdi;

/// <summary>A program of Debian; where it is missing the test is skipped, and fails under CI.</summary>
internal static class ForeignProgram
{
    public static async Task<(int Code, byte[] Output, string Error)> RunAsync(string name, params string[] arguments)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", $"{name} is not installed.");
            throw;
        }

        using (process)
        {
            using MemoryStream output = new();
            Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, output.ToArray(), await error);
        }
    }
}
