using System.ComponentModel;
using System.Diagnostics;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Invoices;

/// <summary>Somebody else's reading of our documents: poppler's pdftotext and pdfinfo.</summary>
internal static class PdfReader
{
    public const string HowToInstall = "poppler-utils is missing: run eng/install-test-stacks.sh";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task RequireAsync()
    {
        bool present;
        try
        {
            await RunAsync("pdftotext", ["-v"], []);
            present = true;
        }
        catch (Win32Exception)
        {
            present = false;
        }

        Prerequisite.Require(present, HowToInstall);
    }

    /// <summary>As it stands on the page; a form feed ends each page.</summary>
    public static Task<string> TextAsync(byte[] pdf) =>
        RunAsync("pdftotext", ["-layout", "-enc", "UTF-8", "-", "-"], pdf);

    /// <summary>What the file says of itself.</summary>
    public static Task<string> InfoAsync(byte[] pdf) => RunAsync("pdfinfo", ["-enc", "UTF-8", "-"], pdf);

    private static async Task<string> RunAsync(string program, string[] arguments, byte[] input)
    {
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        timed.CancelAfter(Limit);
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using CancellationTokenRegistration kill = timed.Token.Register(() => process.Kill(entireProcessTree: true));
        Task<string> output = process.StandardOutput.ReadToEndAsync(timed.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(timed.Token);
        if (input.Length > 0)
        {
            await process.StandardInput.BaseStream.WriteAsync(input, timed.Token);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(timed.Token);
        // It says there whatever it had to mend or guess.
        Assert.True(process.ExitCode == 0 && (input.Length == 0 || await errors == ""), await errors);
        return await output;
    }
}
