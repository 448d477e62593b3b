using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Extract;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation;
using Strangler.Core.Debts;
using Strangler.Core.Records;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Native.Accounts;

namespace Strangler.Gateway.Native;

/// <summary>
/// The native core: answers the operations it has, and throws nothing but the cancellation of the caller.
/// </summary>
internal sealed partial class NativeBackend(
    TokenGuard guard, IUtilityRecords? records, NativeMetrics metrics, TimeProvider clock,
    IOptions<NativeOptions> options, ILogger<NativeBackend> logger)
{
    private static readonly TimeSpan SaidAgain = TimeSpan.FromSeconds(10);
    private readonly DeadlinePool _deadlines = new(options.Value.Timeout);
    private readonly DeadlinePool _writeDeadlines = new(options.Value.WriteTimeout);

    /// <summary>A timestamp; 0 before the first time.</summary>
    private long _saidNoDatabase;

    /// <summary>Answers a caller: its token is looked at as the settings say.</summary>
    /// <param name="book">Taken once for each request; nothing imported is no answer.</param>
    public async ValueTask<NativeAnswer> AskAsync(
        Operation operation, SoapRequest request, DebtBook book, CancellationToken cancellation)
    {
        NativeAnswer answer = await guard.CheckAsync(operation, request.Token, cancellation)
            ?? await AskInTimeAsync(operation, request.Body, book, isRehearsal: false);
        metrics.Answered(operation, answer);
        return answer;
    }

    /// <summary>Null where the caller may ask, as the settings say.</summary>
    public ValueTask<NativeAnswer?> CheckAsync(
        Operation operation, SoapRequest request, CancellationToken cancellation) =>
        guard.CheckAsync(operation, request.Token, cancellation);

    /// <summary>
    /// Carries out a command that is recorded; its caller was checked, and no caller's leaving stops it. Under the same
    /// name again it changes nothing, and answers as at first.
    /// </summary>
    public async ValueTask<NativeAnswer> CarryOutAsync(
        Operation operation, SoapRequest request, DebtBook book, string name)
    {
        CancellationTokenSource deadline = _writeDeadlines.Start();
        try
        {
            NativeAnswer answer = await AskAsync(
                operation, request.Body, book, UtilityTime.Today(clock), isRehearsal: false, deadline.Token, name);
            metrics.Answered(operation, answer);
            return answer;
        }
        finally
        {
            _writeDeadlines.Stop(deadline);
        }
    }

    /// <summary>
    /// Answers for comparison with legacy, which has judged the caller already: no token is looked at, and nothing is
    /// changed.
    /// </summary>
    public ValueTask<NativeAnswer> AskBesideAsync(Operation operation, SoapRequest request, DebtBook book) =>
        AskInTimeAsync(operation, request.Body, book, isRehearsal: true);

    /// <summary>From now on, and for no longer than the settings allow.</summary>
    private async ValueTask<NativeAnswer> AskInTimeAsync(
        Operation operation, WireRecord request, DebtBook book, bool isRehearsal)
    {
        CancellationTokenSource deadline = _deadlines.Start();
        try
        {
            return await AskAsync(operation, request, book, UtilityTime.Today(clock), isRehearsal, deadline.Token);
        }
        finally
        {
            _deadlines.Stop(deadline);
        }
    }

    /// <summary>From a book, on a day.</summary>
    public async ValueTask<NativeAnswer> AskAsync(
        Operation operation, WireRecord request, DebtBook book, DateOnly today, bool isRehearsal,
        CancellationToken cancellation, string? name = null)
    {
        if (book.Version == 0)
        {
            return new NativeAnswer.Failed(NativeFailure.NoBook);
        }

        PooledReply reply = new();
        NativeCall call = new(operation, request, book, records, today, reply, cancellation)
        {
            IsRehearsal = isRehearsal,
        };
        call = name is null ? call : call with { WriteName = name };
        NativeAnswer answer = await AnswerAsync(call, reply);
        if (answer is not NativeAnswer.Answered)
        {
            reply.Dispose();
        }

        return answer;
    }

    private async ValueTask<NativeAnswer> AnswerAsync(NativeCall call, PooledReply reply)
    {
        try
        {
            return await NativeOperations.AnswerAsync(call) switch
            {
                NativeOutcome.Unanswered unanswered => new NativeAnswer.Failed(unanswered.Reason),
                NativeOutcome.Refused refused => new NativeAnswer.Refused(refused.Fault, refused.Reason),
                _ => new NativeAnswer.Answered(reply) { Payment = call.Payment },
            };
        }
        catch (OperationCanceledException)
        {
            return new NativeAnswer.Failed(NativeFailure.Timeout);
        }
        catch (DbException error)
        {
            SayNoDatabase(call.Operation, error);
            return new NativeAnswer.Failed(NativeFailure.NoDatabase);
        }
        catch (Exception error)
        {
            Log.Failed(logger, error, call.Operation.Name);
            return new NativeAnswer.Failed(NativeFailure.Exception);
        }
    }

    /// <summary>Every request would say the same; the metrics count them.</summary>
    private void SayNoDatabase(Operation operation, DbException error)
    {
        long now = clock.GetTimestamp();
        long before = Interlocked.Read(ref _saidNoDatabase);
        if ((before == 0 || clock.GetElapsedTime(before, now) > SaidAgain)
            && Interlocked.CompareExchange(ref _saidNoDatabase, now, before) == before)
        {
            Log.NoDatabase(logger, operation.Name, error.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Error, "The native core failed on {Operation}")]
        public static partial void Failed(ILogger logger, Exception error, string operation);

        [LoggerMessage(1404, LogLevel.Warning, "The native core could not ask the database for {Operation}: {Why}")]
        public static partial void NoDatabase(ILogger logger, string operation, string why);
    }
}
