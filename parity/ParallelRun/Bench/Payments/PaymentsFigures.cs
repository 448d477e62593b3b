using System.Globalization;
using Strangler.ParallelRun.Bench.Forwarding;

namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>What was measured, round by round.</summary>
/// <param name="Floods">How long so many took to be answered, and to be applied.</param>
/// <param name="Times">Milliseconds of answers at the fixed rate, ascending.</param>
internal sealed record PaymentsFigures(
    int Webhooks, IReadOnlyList<(TimeSpan Answered, TimeSpan Applied)> Floods, IReadOnlyList<double[]> Times)
{
    private const double LeastPerSecond = 1_500;
    private const double MostMilliseconds = 50;

    public double AppliedPerSecond =>
        ForwardingFigures.Median([.. Floods.Select(one => Webhooks / one.Applied.TotalSeconds)]);

    public double AnsweredPerSecond =>
        ForwardingFigures.Median([.. Floods.Select(one => Webhooks / one.Answered.TotalSeconds)]);

    public double Answer50 => ForwardingFigures.Median([.. Times.Select(one => one[one.Length / 2])]);

    public double Answer99 => ForwardingFigures.Median([.. Times.Select(one => one[one.Length * 99 / 100])]);

    public IEnumerable<Target> Targets() =>
    [
        new(
            "webhooks/s verified, stored, confirmed and applied", Text($">= {LeastPerSecond:N0}"),
            Text($"{AppliedPerSecond:N0}"), AppliedPerSecond >= LeastPerSecond),
        new(
            Text($"p99 of an answer at {PaymentsBenchOptions.Rate}/s"), Text($"<= {MostMilliseconds:F0} ms"),
            Text($"{Answer99:F1} ms"), Answer99 <= MostMilliseconds),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
