using System.Globalization;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Native;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;
using Strangler.Postgres.Writes;

namespace Strangler.Gateway.Writes;

/// <summary>Writes that the native core owns. It knows each again by its name, so a lost one is done anew.</summary>
internal sealed class NativeWrites(NativeBackend native, WriteDesk desk, IOptions<WriteOptions> options)
{
    /// <summary>Of these it is not certain that nothing was done.</summary>
    private static readonly string[] Uncertain =
        [NativeFailure.Timeout, NativeFailure.NoDatabase, NativeFailure.Exception];

    public async ValueTask<Refusal?> AskAsync(
        HttpContext context, PlannedRequest planned, WriteIdentity identity, WriteTurn.Mine mine, Exchange exchange)
    {
        SoapRequest request = planned.Request!;
        Operation operation = request.Operation;
        exchange.Plan = exchange.Plan with { Mode = RouteMode.Native };
        exchange.AnsweredBy(context, Side.Native);
        NativeAnswer answer = await native.CheckAsync(operation, request, context.RequestAborted)
            ?? await native.CarryOutAsync(
                operation, request, planned.Book, mine.Id.ToString(CultureInfo.InvariantCulture));
        if (answer is not NativeAnswer.Answered answered)
        {
            await (answer is NativeAnswer.Failed { Reason: var reason } && Uncertain.Contains(reason)
                ? desk.LoseAsync(operation, mine, reason)
                : desk.ReleaseAsync(operation, mine, ReasonOf(answer)));
            return RefusalOf(answer);
        }

        using PooledReply reply = answered.Reply;
        bool done = WriteReplies.Read(StatusCodes.Status200OK, reply.Bytes.Span) == WriteReply.Done;
        KeptAnswer kept = new(StatusCodes.Status200OK, SoapEnvelope.ContentType, reply.Bytes.ToArray());
        await desk.AnswerAsync(operation, mine, kept, done, done ? identity.Window : options.Value.RefusalMemory);
        await RecordedWrites.WriteAsync(context, kept, reply.Bytes);
        return null;
    }

    public static Refusal RefusalOf(NativeAnswer answer) => answer is NativeAnswer.Refused refused
        ? new Refusal(StatusCodes.Status500InternalServerError, refused.Outcome, refused.Fault)
        : Refusal.Failed;

    private static string ReasonOf(NativeAnswer answer) => answer switch
    {
        NativeAnswer.Refused refused => refused.Outcome,
        NativeAnswer.Failed failed => failed.Reason,
        _ => NativeFailure.Exception,
    };
}
