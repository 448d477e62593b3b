using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Strangler.AquaCis.Extract;
using Strangler.AquaCis.StandIn;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.StandIn;

/// <summary>The <c>stand-in</c> command: a process that plays AquaCIS from an extract until it is ended.</summary>
internal static class StandInCommand
{
    public static Command Create()
    {
        Option<DirectoryInfo> extract = new("--extract")
        {
            Description = "Directory of the billing extract to answer from.",
            Required = true,
        };
        Option<int> port = RangedOption.Create("--port", "Port of the services; 0 for any free one.", 0, 0, 65535);
        Option<int> controlPort =
            RangedOption.Create("--control-port", "Port of the control endpoint; 0 for any free one.", 0, 0, 65535);
        Option<IPAddress> bind = new("--bind")
        {
            Description = "Address both listen on. Whoever reaches it can read the extract.",
            CustomParser = ReadAddress,
            DefaultValueFactory = _ => IPAddress.Loopback,
        };
        Command command = new(
            "stand-in", "Play AquaCIS from an extract: same wire, same faults, and failures on demand.")
        {
            extract, port, controlPort, bind,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new StandInOptions
            {
                ExtractDirectory = parsed.GetRequiredValue(extract).FullName,
                Port = parsed.GetValue(port),
                ControlPort = parsed.GetValue(controlPort),
                BindAddress = parsed.GetValue(bind) ?? IPAddress.Loopback,
            },
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        StandInOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        Stopwatch sinceStart = Stopwatch.StartNew();
        TextWriter said = TextWriter.Synchronized(error);
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        try
        {
            await using StandInServer server = await StandInServer.StartAsync(
                options with { Progress = said.WriteLine, Loggers = loggers }, cancellation);
            await output.WriteLineAsync(Greeting(server, sinceStart.Elapsed));
            await output.FlushAsync(cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation)
                .ContinueWith(
                    static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is ExtractException or IOException or SocketException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private static string Greeting(StandInServer server, TimeSpan taken) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         Stand-in AquaCIS, loaded in {taken.TotalSeconds:0.0} s
         Contracts    {server.ContractCount:N0}
         Invoices     {server.InvoiceCount:N0}
         Services     {server.Address}Comercial/services/
         Failures     {server.ControlAddress}failures
         """);

    private static IPAddress? ReadAddress(ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens.SingleOrDefault()?.Value, out IPAddress? address))
        {
            return address;
        }

        result.AddError("--bind must be an IP address.");
        return null;
    }
}
