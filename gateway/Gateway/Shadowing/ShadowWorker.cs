using System.Diagnostics;
using Microsoft.Extensions.Options;
using Strangler.Parity;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>Asks candidates and has their answers judged, a few at a time, behind the callers' backs.</summary>
internal sealed partial class ShadowWorker(
    ShadowQueue queue, Candidates candidates, CandidatePause pause, RuleBook rules, VerdictWriter writer,
    ShadowMetrics metrics, TimeProvider clock, IOptions<ShadowOptions> options, ILogger<ShadowWorker> logger)
    : BackgroundService
{
    private readonly ShadowOptions _options = options.Value;

    /// <summary>Before the verdicts' writer stops, which still keeps the counts of what was left over.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        queue.Abandon();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        queue.TakeAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = _options.Workers, CancellationToken = stoppingToken },
        async (call, cancellation) => await JudgeAsync(call, cancellation));

    private async ValueTask JudgeAsync(ShadowedCall call, CancellationToken cancellation)
    {
        try
        {
            VerdictRecord record = pause.Rests(call.Operation, call.Candidate)
                ? call.NotCompared(CandidatePause.Reason)
                : await UnpackAndJudgeAsync(call, cancellation);
            metrics.Judged(call.Operation, record.Outcome, record.Reason);
            writer.Offer(record);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            queue.Skip(call, ShadowQueue.Stopped);
        }
        catch (Exception error)
        {
            // A bug of ours in judging one call; the next must be judged all the same.
            Log.Failed(logger, error, call.Operation.Name);
            metrics.Judged(call.Operation, CallOutcome.Failed, "judge-failed");
            writer.Offer(call.ToRecord() with { Outcome = CallOutcome.Failed, Reason = "judge-failed" });
        }
    }

    /// <summary>The candidate is only asked where there is something to compare its answer with.</summary>
    private async ValueTask<VerdictRecord> UnpackAndJudgeAsync(ShadowedCall call, CancellationToken cancellation)
    {
        PlainBody plain = PlainBody.Of(call.Answer.Body, call.AnswerEncoding, _options.AnswerLimit);
        return plain.WhyNot is { } reason
            ? call.NotCompared(reason)
            : await AskAndJudgeAsync(
                call with { Answer = call.Answer with { Body = plain.Bytes }, AnswerEncoding = null }, cancellation);
    }

    private async ValueTask<VerdictRecord> AskAndJudgeAsync(ShadowedCall call, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        CandidateAnswer asked = await AskAsync(call, call.Candidate, cancellation);
        VerdictRecord record = call.ToRecord();
        if (asked.Answer is not { } answer)
        {
            pause.Failed(call.Operation, call.Candidate);
            return record with { Outcome = CallOutcome.Failed, Reason = asked.Failure ?? "no-answer" };
        }

        pause.Succeeded(call.Operation, call.Candidate);
        record = record with { CandidateTook = Stopwatch.GetElapsedTime(started) };
        AnswerShape shape = AnswerShapes.Of(call.Operation);
        Verdict verdict = Judge.Compare(
            call.Answer, answer, shape, rules.For(call.Operation, call.Plan.Group), clock.GetUtcNow());
        if (PaymentEffects.Compare(call, asked.Paid, verdict) is { } effect)
        {
            return record.With(effect);
        }

        return verdict is Verdict.Different different
            ? await WithoutNoiseAsync(call, answer, different, record, cancellation)
            : record.With(verdict);
    }

    /// <summary>
    /// Some of what differs is read from legacy once more: where it differs from itself, nobody is to blame.
    /// </summary>
    private async ValueTask<VerdictRecord> WithoutNoiseAsync(
        ShadowedCall call, Observed candidate, Verdict.Different different, VerdictRecord record,
        CancellationToken cancellation)
    {
        Verdict.Different? left = different;
        if (Random.Shared.NextDouble() < _options.NoiseShare
            && (await AskAsync(call, Side.Legacy, cancellation)).Answer is { } again)
        {
            Observed legacy = call.Primary == Side.Legacy ? call.Answer : candidate;
            left = Noise.Without(different, legacy, again, AnswerShapes.Of(call.Operation), clock.GetUtcNow());
        }

        return left is null
            ? record with { Outcome = CallOutcome.Noise }
            : record.With(left) with { Sample = Samples.Of(call, candidate) };
    }

    private async ValueTask<CandidateAnswer> AskAsync(ShadowedCall call, Side side, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        try
        {
            return await candidates.AskAsync(call, side, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CandidateAnswer(null, "timeout");
        }
        catch (HttpRequestException error) when (
            error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new CandidateAnswer(null, PlainBody.TooLong);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new CandidateAnswer(null, "unreachable");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Error, "A shadowed {Operation} could not be judged")]
        public static partial void Failed(ILogger logger, Exception error, string operation);
    }
}
