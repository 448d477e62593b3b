using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Readings;

/// <summary>The readings of the one contract that a request names.</summary>
internal static class ContractReading
{
    /// <param name="reply">Is given nothing for a contract that does not exist.</param>
    public static async ValueTask<NativeOutcome> ReplyAsync(
        NativeCall call, ContractNumber? contract, Func<NativeCall, ContractReadings?, NativeOutcome> reply)
    {
        if (contract is not { } number)
        {
            return reply(call, null);
        }

        Finding<ContractReadings> found = await call.Records.Readings.OfContractAsync(number, call.Cancellation);
        return found.State is FindingState.Known or FindingState.Unknown
            ? reply(call, found.Facts)
            : NativeOutcome.NoAnswer(found.State);
    }
}
