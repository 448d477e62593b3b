using System.CommandLine;
using System.Net.Sockets;
using Strangler.ParallelRun.CommandLine;
using Strangler.Payments.Sandbox;

namespace Strangler.ParallelRun.Payments;

/// <summary>The <c>payments-sandbox</c> command: a process that plays payment providers until it is ended.</summary>
internal static class PaymentsSandboxCommand
{
    public static Command Create()
    {
        Option<int> port = RangedOption.Create("--port", "Port of the providers; 0 for any free one.", 0, 0, 65535);
        Option<int> controlPort =
            RangedOption.Create("--control-port", "Port of the control endpoint; 0 for any free one.", 0, 0, 65535);
        Option<int> redelivery = RangedOption.Create(
            "--redelivery", "Milliseconds until a webhook that was not answered well is posted again.",
            2000, 10, 600_000);
        Option<Uri?> webhooks = new("--webhooks")
        {
            Description = "Address webhooks are posted to, with the provider's name behind it; without it, none are.",
            CustomParser = static result =>
            {
                if (Uri.TryCreate(result.Tokens.SingleOrDefault()?.Value, UriKind.Absolute, out Uri? address)
                    && address.Scheme.StartsWith("http", StringComparison.Ordinal))
                {
                    return address;
                }

                result.AddError("--webhooks must be a whole address, as http://127.0.0.1:8080/webhooks.");
                return null;
            },
        };
        Command command = new(
            "payments-sandbox",
            "Play payment providers (Conekta, OXXO Pay, Openpay, STP, CoDi) with a test key, and misbehave on demand.")
        {
            port, controlPort, redelivery, webhooks,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new SandboxOptions
            {
                Port = parsed.GetValue(port),
                ControlPort = parsed.GetValue(controlPort),
                Redelivery = TimeSpan.FromMilliseconds(parsed.GetValue(redelivery)),
                Webhooks = parsed.GetValue(webhooks),
            },
            parsed.InvocationConfiguration.Output,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        SandboxOptions options, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await using SandboxServer server = await SandboxServer.StartAsync(options, cancellation);
            await output.WriteLineAsync(
                $"Sandbox providers  {server.Address}\nControl            {server.ControlAddress}\n{server.PublicKey}");
            await output.FlushAsync(cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }
}
