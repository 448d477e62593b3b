using Strangler.AquaCis.Soap;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Readings;

/// <summary>
/// What customers read off their meters, by the portal or the telephone. As legacy does, it asks of them no more than a
/// contract that exists: no dials are 0, and a day that is none is today.
/// </summary>
internal static class SelfReadingRequests
{
    private const string Service = "InterfazGenericaContratacionWS";

    public static IEnumerable<NativeHandler> Handlers { get; } =
    [
        new(Service, "solicitudIntroduccionLectura", AddAsync),
        new(Service, "solicitudIntroduccionLecturaIVR", AddAsync),
    ];

    private static async ValueTask<NativeOutcome> AddAsync(NativeCall call)
    {
        FindingState state = call.Contract("numeroContrato") is { } contract
            ? await call.Records.Readings.AddAsync(ReadingIn(call, contract), call.IsRehearsal, call.Cancellation)
            : FindingState.Unknown;
        return state switch
        {
            FindingState.Known => Reply(call, WireResult.Ok),
            FindingState.Unknown => Reply(call, WireResult.ContractNotFound),
            _ => NativeOutcome.NoAnswer(state),
        };
    }

    private static SelfReading ReadingIn(NativeCall call, ContractNumber contract) => new(
        contract, WireDay.In(call.Request, "fechaActual") ?? call.Today,
        (int)(call.Request.Number("lecturaContador1") ?? 0), (int?)call.Request.Number("lecturaContador2"));

    private static NativeOutcome Reply(NativeCall call, WireResult result) => call.Reply(
        result, (reply, result) => reply.Record(call.Operation.Name + "Return", result, WireResult.Write));
}
