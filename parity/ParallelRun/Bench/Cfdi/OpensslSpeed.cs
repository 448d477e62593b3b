using System.Diagnostics;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>What openssl itself signs on one core of this machine.</summary>
internal static class OpensslSpeed
{
    private static readonly string[] Arguments = ["speed", "-mr", "-seconds", "3", "rsa2048"];

    /// <summary>RSA-2048 signatures per second of processor time.</summary>
    public static async Task<double> SignaturesAsync(CancellationToken cancellation)
    {
        using Process process = Process.Start(new ProcessStartInfo("openssl", Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new CommandFailedException("openssl does not start.");
        Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return Parse(output) ?? throw new CommandFailedException($"openssl speed says: {await error}");
    }

    /// <summary>Reads the line <c>+F2:2:2048:4031.94:59133.76</c>: signatures, then verifications.</summary>
    public static double? Parse(string output)
    {
        string[]? fields = output.Split('\n').Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields is ["+F2", _, "2048", _, ..]);
        return fields is not null
            && double.TryParse(fields[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double signatures)
                ? signatures : null;
    }
}
