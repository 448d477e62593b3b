using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Routing;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// Calls waiting to be compared. Offering one returns at once, whatever the candidate does: the caller never waits.
/// </summary>
internal sealed class ShadowQueue
{
    private const string QueueFull = "queue-full";
    /// <summary>Why a call is not compared that the end of the gateway came before.</summary>
    public const string Stopped = "stopped";

    private const string OverRate = "over-rate";

    private readonly Channel<ShadowedCall> _waiting;
    private readonly ShadowMetrics _metrics;
    private readonly VerdictWriter _writer;
    private readonly ShadowBudget _budget;
    private readonly CandidatePause _pause;
    private readonly int _limit;

    public ShadowQueue(
        IOptions<ShadowOptions> options, ShadowMetrics metrics, VerdictWriter writer, CandidatePause pause,
        TimeProvider clock)
    {
        (_metrics, _writer, _pause) = (metrics, writer, pause);
        _limit = options.Value.QueueLimit;
        AnswerLimit = options.Value.AnswerLimit;
        _budget = new ShadowBudget(options.Value.ComparisonsPerSecond, _limit, clock);
        _waiting = Channel.CreateBounded<ShadowedCall>(new BoundedChannelOptions(options.Value.QueueLimit)
        {
            FullMode = BoundedChannelFullMode.Wait,
        });
        metrics.Watch(() => _waiting.Reader.Count);
    }

    /// <summary>Bytes of an answer; a longer one is not offered.</summary>
    public int AnswerLimit { get; }

    /// <summary>
    /// Why the next call should not even be copied; null where it may be offered. Asked once for each call.
    /// </summary>
    /// <param name="candidate">Who would be asked.</param>
    public string? WhyNot(Operation operation, Side candidate) =>
        _pause.Rests(operation, candidate) ? CandidatePause.Reason
            : _waiting.Reader.Count >= _limit ? QueueFull
            : _budget.TryTake() ? null
            : OverRate;

    /// <summary>Counts a call that was to be compared and is not.</summary>
    public void Skip(Operation operation, RoutePlan plan, Side primary, string reason, TimeSpan took)
    {
        _metrics.NotCompared(operation, reason);
        _writer.Skipped.Add(operation, plan, primary, reason, took);
    }

    public void Offer(ShadowedCall call)
    {
        if (!_waiting.Writer.TryWrite(call))
        {
            Skip(call, QueueFull);
        }
    }

    /// <summary>Counts those that wait and that nobody will take any more.</summary>
    public void Abandon()
    {
        while (_waiting.Reader.TryRead(out ShadowedCall? call))
        {
            Skip(call, Stopped);
        }
    }

    public void Skip(ShadowedCall call, string reason) =>
        Skip(call.Operation, call.Plan, call.Primary, reason, call.Took);

    public IAsyncEnumerable<ShadowedCall> TakeAsync(CancellationToken cancellation) =>
        _waiting.Reader.ReadAllAsync(cancellation);
}
