using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Strangler.ParallelRun.Bench.BillComparison;
using Strangler.ParallelRun.Bench.Billing;
using Strangler.ParallelRun.Bench.Cfdi;
using Strangler.ParallelRun.Bench.Comparing;
using Strangler.ParallelRun.Bench.Forwarding;
using Strangler.ParallelRun.Bench.Ledger;
using Strangler.ParallelRun.Bench.Meters;
using Strangler.ParallelRun.Bench.Payments;
using Strangler.ParallelRun.Bench.Rating;
using Strangler.ParallelRun.Bench.Rest;

namespace Strangler.ParallelRun.Bench;

/// <summary>The <c>bench</c> commands: each measures, prints its targets and exits 3 when one is missed.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measure against the targets; exits 3 when one is missed.")
    {
        ForwardingBenchCommand.Create(),
        ComparisonBenchCommand.Create(),
        BillingBenchCommand.Create(),
        LedgerBenchCommand.Create(),
        RatingBenchCommand.Create(),
        RunBenchCommand.Create(),
        RestBenchCommand.Create(),
        CfdiBenchCommand.Create(),
        PaymentsBenchCommand.Create(),
        MetersBenchCommand.Create(),
    };

    /// <summary>The answering end of the forwarding bench, as a process of its own.</summary>
    public static Command CreateBackend()
    {
        Option<string?> answers = new("--answers") { Description = "File of answers by contract." };
        Option<int> port = PortOption();
        Command command = new("bench-backend", "Part of the bench.") { port, answers };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => RunAsync(
            BackendHost.Build(parsed.GetValue(port), parsed.GetValue(answers)), cancellation));
        return command;
    }

    /// <summary>YARP with nothing of ours, as a process of its own.</summary>
    public static Command CreatePlainYarp()
    {
        Option<string> backend = new("--backend") { Description = "Where to forward to.", Required = true };
        Option<int> port = PortOption();
        Command command = new("bench-yarp", "Plain YARP, for the bench.") { port, backend };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => RunAsync(
            PlainYarpHost.Build(parsed.GetValue(port), new Uri(parsed.GetRequiredValue(backend))), cancellation));
        return command;
    }

    private static Option<int> PortOption() => new("--port") { Description = "Port on 127.0.0.1.", Required = true };

    private static Task RunAsync(WebApplication host, CancellationToken cancellation) =>
        ((IHost)host).RunAsync(cancellation);
}
