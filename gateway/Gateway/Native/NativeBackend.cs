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
    public async ValueTask<NativeAnswer> AskAsync(NativeQuery query, DebtBook book, CancellationToken cancellation)
    {
        NativeAnswer answer = Read(query, out SoapRequest? request) is { } unread
            ? unread
            : await guard.CheckAsync(query.Operation, request!.Token, cancellation)
                ?? Ask(query.Operation, request.Body, book);
        metrics.Answered(query.Operation, answer);
        return answer;
    }

    /// <summary>
    /// Answers for comparison with legacy, which has judged the caller already: no token is looked at.
    /// </summary>
    public NativeAnswer AskBeside(NativeQuery query, DebtBook book) =>
        Read(query, out SoapRequest? request) ?? Ask(query.Operation, request!.Body, book);

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

    /// <summary>Null where it was read.</summary>
    private NativeAnswer? Read(NativeQuery query, out SoapRequest? request)
    {
        request = null;
        try
        {
            request = SoapRequestReader.Read(query.Body, query.ContentType, query.Service);
            return request.Operation.Index == query.Operation.Index
                ? null
                : throw new InvalidOperationException(
                    "A request asks for another operation than it was classified as.");
        }
        catch (SoapReadException error)
        {
            return new NativeAnswer.Refused(new SoapFault(FaultCode.Client, error.Message), "unreadable");
        }
        catch (Exception error)
        {
            Log.Failed(logger, error, query.Operation.Name);
            return new NativeAnswer.Failed(NativeFailure.Exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Error, "The native core failed on {Operation}")]
        public static partial void Failed(ILogger logger, Exception error, string operation);
    }
}
