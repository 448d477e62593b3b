using System.Runtime.CompilerServices;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>Sends every line of the file to both sides, so many at once, and compares the answers.</summary>
/// <param name="rules">Those in force; which of them speak to a call is found out for each.</param>
/// <param name="found">Told of every call, from several threads.</param>
internal sealed class Replayer(
    ReplayOptions options, IReadOnlyList<ParityRule> rules, TimeProvider clock, ReplayTally tally,
    Func<ReplayFinding, CancellationToken, ValueTask> found) : IDisposable
{
    private const int SampleLimit = 64 * 1024;

    private readonly ReplaySide _primary = new(options.Primary, options.Concurrency, options.Timeout);
    private readonly ReplaySide _candidate = new(options.Candidate, options.Concurrency, options.Timeout);

    /// <param name="position">Told how many bytes of the file have been read.</param>
    public async Task RunAsync(Action<long> position, CancellationToken cancellation)
    {
        await using FileStream file = options.File.OpenRead();
        using StreamReader reader = new(file, Encoding.UTF8);
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = options.Concurrency,
            CancellationToken = cancellation,
        };
        await Parallel.ForEachAsync(LinesAsync(reader, cancellation), parallel, async (line, stop) =>
        {
            await SendAsync(line.Number, line.Text, stop);
            position(file.Position);
        });
    }

    public void Dispose()
    {
        _primary.Dispose();
        _candidate.Dispose();
    }

    private async IAsyncEnumerable<(long Number, string? Text)> LinesAsync(
        StreamReader reader,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach ((long number, string? text) in BoundedLines.ReadAsync(reader, cancellation))
        {
            if (number >= options.FromLine)
            {
                tally.Start(number);
                yield return (number, text);
            }
        }
    }

    private async ValueTask SendAsync(long number, string? text, CancellationToken cancellation)
    {
        switch (await ReplayReader.ReadAsync(number, text, cancellation))
        {
            case ReplayCall.Broken broken:
                tally.Finish(broken);
                break;
            case ReplayCall.Ready call:
                ReplayFinding finding = new(number, await CompareAsync(call, cancellation));
                await found(finding, cancellation);
                tally.Finish(finding);
                break;
        }
    }

    private async Task<VerdictRecord> CompareAsync(ReplayCall.Ready call, CancellationToken cancellation)
    {
        Operation operation = call.Operation;
        AnswerShape shape = AnswerShapes.Of(operation);
        DateTimeOffset now = clock.GetUtcNow();
        Task<ReplayAnswer> asked = _candidate.AskAsync(call, cancellation);
        ReplayAnswer primary = await _primary.AskAsync(call, cancellation);
        ReplayAnswer candidate = await asked;
        VerdictRecord record = new(
            now, operation.Service, operation.Name, call.Group, RouteVersion: 0, PrimaryIsNative: false,
            CallOutcome.Failed, primary.Took, candidate.Failure is null ? candidate.Took : null);
        if (primary.Failure is not null || candidate.Failure is not null)
        {
            return record with
            {
                Reason = primary.Failure is { } why ? $"primary: {why}" : $"candidate: {candidate.Failure}",
            };
        }

        ParityRule[] speaking =
            [.. rules.Where(rule => rule.AppliesTo(operation.Service, operation.Name, call.Group))];
        Verdict verdict = Judge.Compare(primary.Answer, candidate.Answer, shape, speaking, now);
        record = record.With(verdict);
        return verdict is Verdict.Different different
            ? await ExamineAsync(record, different, call, primary, candidate, cancellation)
            : record;
    }

    /// <summary>A difference is looked at twice, where that is wanted, and kept with its masked bodies.</summary>
    private async Task<VerdictRecord> ExamineAsync(
        VerdictRecord record, Verdict.Different different, ReplayCall.Ready call, ReplayAnswer primary,
        ReplayAnswer candidate, CancellationToken cancellation)
    {
        AnswerShape shape = AnswerShapes.Of(call.Operation);
        if (options.Noise && await _primary.AskAsync(call, cancellation) is { Failure: null } again)
        {
            Verdict.Different? left = Noise.Without(different, primary.Answer, again.Answer, shape, record.At);
            record = left is null ? record with { Outcome = CallOutcome.Noise } : record.With(left);
        }

        return record with
        {
            Sample = new VerdictSample(
                Masker.Mask(new Observed(200, null, call.Body), AnswerShapes.OfRequest(call.Operation), SampleLimit),
                Masker.Mask(primary.Answer, shape, SampleLimit), Masker.Mask(candidate.Answer, shape, SampleLimit)),
        };
    }
}
