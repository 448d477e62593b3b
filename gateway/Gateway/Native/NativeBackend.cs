using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Extract;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Core.Debts;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Native.Accounts;

namespace Strangler.Gateway.Native;

/// <summary>
/// The native core: answers the queries it has, and throws nothing but the cancellation of the caller.
/// </summary>
internal sealed partial class NativeBackend(
    TokenGuard guard, NativeMetrics metrics, TimeProvider clock, IOptions<NativeOptions> options,
    ILogger<NativeBackend> logger)
{
    private readonly DeadlinePool _deadlines = new(options.Value.Timeout);

    /// <summary>Answers a caller: its token is looked at as the settings say.</summary>
    /// <param name="book">Taken once for each request; nothing imported is no answer.</param>
    public async ValueTask<NativeAnswer> AskAsync(
        Operation operation, SoapRequest request, DebtBook book, CancellationToken cancellation)
    {
        NativeAnswer answer = await guard.CheckAsync(operation, request.Token, cancellation)
            ?? Ask(operation, request.Body, book);
        metrics.Answered(operation, answer);
        return answer;
    }

    /// <summary>
    /// Answers for comparison with legacy, which has judged the caller already: no token is looked at.
    /// </summary>
    public NativeAnswer AskBeside(Operation operation, SoapRequest request, DebtBook book) =>
        Ask(operation, request.Body, book);

    /// <summary>From now on, and for no longer than the settings allow.</summary>
    private NativeAnswer Ask(Operation operation, WireRecord request, DebtBook book)
    {
        CancellationTokenSource deadline = _deadlines.Start();
        try
        {
            return Ask(operation, request, book, UtilityTime.Today(clock), deadline.Token);
        }
        finally
        {
            _deadlines.Stop(deadline);
        }
    }

    /// <summary>From a book, on a day.</summary>
    public NativeAnswer Ask(
        Operation operation, WireRecord request, DebtBook book, DateOnly today, CancellationToken cancellation)
    {
        if (book.Version == 0)
        {
            return new NativeAnswer.Failed(NativeFailure.NoBook);
        }

        PooledReply reply = new();
        try
        {
            DebtQueries.Write(reply, operation, request, book, today, cancellation);
            return new NativeAnswer.Answered(reply);
        }
        catch (OperationCanceledException)
        {
            reply.Dispose();
            return new NativeAnswer.Failed(NativeFailure.Timeout);
        }
        catch (Exception error)
        {
            reply.Dispose();
            Log.Failed(logger, error, operation.Name);
            return new NativeAnswer.Failed(NativeFailure.Exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Error, "The native core failed on {Operation}")]
        public static partial void Failed(ILogger logger, Exception error, string operation);
    }
}
