using System.Globalization;
using Strangler.Core.Valves;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Valves;

namespace Strangler.ParallelRun.Valves;

/// <summary>Valves as people read them.</summary>
internal static class ValveText
{
    public static void Write(IEnumerable<ValveStanding> valves, TextWriter output)
    {
        TextTable table = new("device", "contract", "should be", "is", "said by", "said at", "drift", "command");
        foreach (ValveStanding one in valves)
        {
            table.Add(
                one.Device, one.Contract, one.Desired, one.Reported,
                one.Reported is null ? null : one.ReportedBy ?? "meter",
                one.ReportedAt is { } at ? Instant(at) : null, one.HasDrifted ? "yes" : "no", one.Open);
        }

        table.Write(output);
    }

    public static void Write(IEnumerable<PendingOrder> orders, TextWriter output)
    {
        TextTable table = new("order", "wanted", "valves", "ordered by", "at", "why");
        foreach (PendingOrder one in orders)
        {
            table.Add(one.Id, one.Setting, one.Devices, one.OrderedBy, Instant(one.OrderedAt), one.Reason);
        }

        table.Write(output);
    }

    public static void Write(
        ValveCommand command, IEnumerable<(DateTimeOffset At, string Who, string What)> steps, TextWriter output)
    {
        string state = command.State.ToString().ToLowerInvariant();
        output.WriteLine(
            $"Number {command.Number}, {command.Id}: {command.Setting}, {state}"
            + (command.Detail is { } why ? $" ({why})" : "") + $", expires {Instant(command.ExpiresAt)}");
        TextTable table = new("at", "who", "what");
        foreach ((DateTimeOffset at, string who, string what) in steps)
        {
            table.Add(Instant(at), who, what);
        }

        table.Write(output);
    }

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
