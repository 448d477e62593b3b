using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Gateway.Backends;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Native;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;
using Strangler.Postgres.Writes;

namespace Strangler.Gateway.Writes;

/// <summary>
/// The way of a command: kept, then given to one owner, then answered. The same again gets the first answer
/// (docs/writes.md).
/// </summary>
internal sealed class RecordedWrites(
    SoapIntake intake, RequestPlanner planner, WriteDesk desk, LegacyBackend legacy, LegacyWrites legacyWrites,
    NativeWrites nativeWrites, NativeBackend native)
{
    /// <summary>Whether commands come here at all.</summary>
    public bool Records => desk.Records;

    public async ValueTask<Refusal?> AskAsync(
        HttpContext context, ServiceContract service, RouteTable table, RequestPrefix prefix, Exchange exchange)
    {
        if (await intake.CompleteAsync(context, prefix) is { } refusal)
        {
            return refusal;
        }

        Operation operation = exchange.Operation!;
        PlannedRequest planned = await planner.PlanAsync(
            table, service, operation, prefix, context.Request.ContentType, context.RequestAborted);
        exchange.Plan = planned.Plan;
        if (planned is { Book.Version: 0, Plan.Mode: RouteMode.Legacy } && table.MayBeNative(operation))
        {
            // Whose group it is cannot be told yet, and legacy might be the wrong one.
            return Refusal.NotRecorded;
        }

        if (planned.Request is not { } request)
        {
            // Too long or unreadable: always legacy's, whatever the routes say, so it cannot be done by two.
            return await PassAsync(context, prefix, exchange);
        }

        WriteKey? key = context.Features.Get<WriteKey>();
        WriteIdentity identity = WriteIdentity.Of(request);
        identity = key is null ? identity : identity.Under(key.Hash);
        return await desk.BeginAsync(request, identity, key, planned.Plan, context.RequestAborted) switch
        {
            WriteTurn.Mine { IsNative: true } mine =>
                await nativeWrites.AskAsync(context, planned, identity, mine, exchange),
            WriteTurn.Mine mine => await legacyWrites.AskAsync(context, planned, identity, mine, prefix, exchange),
            WriteTurn.Done done => await RepeatAsync(context, request, done, exchange),
            WriteTurn.Unknown => Refusal.WriteUnknown,
            WriteTurn.OtherContent => Refusal.WriteNameReused,
            WriteTurn.Busy => Refusal.WriteUnderWay,
            _ when key is not null || MayMove(operation, table) => Refusal.NotRecorded,
            _ => await PassAsync(context, prefix, exchange),
        };
    }

    /// <summary>Where nothing was ever routed, or cannot be, legacy is the only owner: also unrecorded.</summary>
    private static bool MayMove(Operation operation, RouteTable table) =>
        table.Version > 0 && OperationModes.Present.CanHave(operation, RouteMode.Native);

    private async ValueTask<Refusal?> PassAsync(HttpContext context, RequestPrefix prefix, Exchange exchange)
    {
        exchange.AnsweredBy(context, Side.Legacy);
        context.Request.Body = prefix.Replay();
        return await legacy.AskAsync(context, exchange.Operation!);
    }

    private async ValueTask<Refusal?> RepeatAsync(
        HttpContext context, SoapRequest request, WriteTurn.Done done, Exchange exchange)
    {
        exchange.AnsweredBy(context, done.IsNative ? Side.Native : Side.Legacy);
        if (done.IsNative
            && await native.CheckAsync(request.Operation, request, context.RequestAborted) is { } notAdmitted)
        {
            return NativeWrites.RefusalOf(notAdmitted);
        }

        if (done.Answer.Body is not { } body)
        {
            return Refusal.WriteAnswerNotKept;
        }

        await WriteAsync(context, done.Answer, body);
        return null;
    }

    internal static async ValueTask WriteAsync(HttpContext context, KeptAnswer answer, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
