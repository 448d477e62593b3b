using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Gateway.Native;
using Strangler.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>Either side, asked for comparison.</summary>
internal sealed class Candidates(LegacyCandidate legacy, NativeBackend native, DebtBooks books)
{
    public async ValueTask<CandidateAnswer> AskAsync(ShadowedCall call, Side side, CancellationToken cancellation) =>
        side == Side.Legacy
            ? await legacy.AskAsync(call, cancellation)
            : await AskNativeAsync(call, books.Current, cancellation);

    private async ValueTask<CandidateAnswer> AskNativeAsync(
        ShadowedCall call, DebtBook book, CancellationToken cancellation)
    {
        ServiceContract service = ContractCatalog.AquaCis.FindService(call.Operation.Service)!;
        SoapRequest request;
        try
        {
            request = await SoapRequestReader.ReadAsync(call.Request, call.ContentType, service, cancellation);
        }
        catch (SoapReadException)
        {
            return new CandidateAnswer(null, "request-unreadable");
        }

        return await native.AskBesideAsync(call.Operation, request, book) switch
        {
            NativeAnswer.Answered answered => new CandidateAnswer(Take(answered)) { Paid = PaidBy(answered) },
            NativeAnswer.Refused refused => new CandidateAnswer(new Observed(
                StatusCodes.Status500InternalServerError, SoapEnvelope.ContentType, refused.Fault.ToBytes())),
            NativeAnswer.Failed failed => new CandidateAnswer(null, failed.Reason),
            _ => throw new InvalidOperationException("No such native answer."),
        };
    }

    /// <summary>What it posted, before it was rolled back.</summary>
    private static Money? PaidBy(NativeAnswer.Answered answered) => answered.Payment switch
    {
        null => null,
        PaymentOutcome.Taken taken => taken.Split.Amount,
        _ => Money.Zero,
    };

    private static Observed Take(NativeAnswer.Answered answered)
    {
        using PooledReply reply = answered.Reply;
        return new Observed(StatusCodes.Status200OK, SoapEnvelope.ContentType, reply.Bytes.ToArray());
    }
}
