using System.CommandLine;
using System.Net.Sockets;
using Strangler.Cfdi.Validation;
using Strangler.Pac.Sandbox;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>The <c>pac-sandbox</c> command: a process that plays a PAC and SAT until it is ended.</summary>
internal static class PacSandboxCommand
{
    public static Command Create()
    {
        Option<int> port = RangedOption.Create("--port", "Port of the services; 0 for any free one.", 0, 0, 65535);
        Option<int> controlPort =
            RangedOption.Create("--control-port", "Port of the control endpoint; 0 for any free one.", 0, 0, 65535);
        Option<int> latency = RangedOption.Create("--latency", "Milliseconds before each stamp.", 0, 0, 60_000);
        Option<DirectoryInfo?> certificates = new("--certificates")
        {
            Description = "Directory for its certificate, by which others verify its stamps.",
        };
        Option<bool> lenient = new("--lenient")
        {
            Description = "Stamp whatever has the form of a document; else SAT's rules are looked at, and the seal.",
        };
        Command command = new(
            "pac-sandbox", "Play a PAC (Finkok's and SW's wire) that stamps with a test key, and fails on demand.")
        {
            port, controlPort, latency, certificates, lenient,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new SandboxOptions
            {
                Port = parsed.GetValue(port),
                ControlPort = parsed.GetValue(controlPort),
                Latency = TimeSpan.FromMilliseconds(parsed.GetValue(latency)),
                CertificateDirectory = parsed.GetValue(certificates)?.FullName,
                Validate = parsed.GetValue(lenient) ? null : Refusal,
            },
            parsed.InvocationConfiguration.Output,
            cancellation));
        return command;
    }

    /// <summary>The first thing a PAC would refuse; its age the sandbox looks at itself.</summary>
    internal static (string Code, string Message)? Refusal(byte[] xml)
    {
        ValidationContext context = new(TimeProvider.System.GetUtcNow()) { OwnRules = false, ChecksAge = false };
        return CfdiValidator.Validate(xml, context).Findings
            .FirstOrDefault(finding => finding.Severity == Severity.Refusal) is { } first
                ? (first.Code, $"{first.Path}: {first.Message}") : null;
    }

    private static async Task<int> RunAsync(
        SandboxOptions options, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await using SandboxServer server = await SandboxServer.StartAsync(options, cancellation);
            await output.WriteLineAsync(
                $"Sandbox PAC  {server.Address}\nControl      {server.ControlAddress}failures");
            await output.FlushAsync(cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }
}
