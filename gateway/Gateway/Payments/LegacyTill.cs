using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Strangler.AquaCis.Translation;
using Strangler.AquaCis.Translation.Payments;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Receipts;
using Strangler.Gateway.Access;
using Strangler.Gateway.Native;
using Strangler.Gateway.Rest.Operations;
using Strangler.Gateway.Rest.Problems;
using Strangler.Gateway.Writes;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Gateway.Payments;

/// <summary>
/// Gives money for contracts that were not cut over to AquaCIS, by its own operation and on the way of all writes, so
/// that it runs once. What AquaCIS did with it stays kept under the ticket, however often it is given.
/// </summary>
internal sealed class LegacyTill(OperationCalls calls, FactHandover handover, IServiceProvider services)
{
    private const int TicketLetters = 24;

    private static readonly Caller Ourselves = new("payments", FrozenSet<string>.Empty);

    /// <summary>Problems after which a person looks; all others end by themselves.</summary>
    private static readonly ProblemType[] Final =
        [ProblemTypes.Refused, ProblemTypes.KeyReused, ProblemTypes.BadRequest];

    /// <returns>How many AquaCIS has posted.</returns>
    public async Task<int> GiveAsync(
        IReadOnlyList<PaymentFact> facts, bool confirmed, CancellationToken cancellation)
    {
        int posted = 0;
        foreach (GivenFact given in await handover.TakeAsync(facts, cancellation))
        {
            posted += await GiveAsync(given, confirmed, cancellation) ? 1 : 0;
        }

        return posted;
    }

    /// <summary>All parts, though one is refused: each is somebody's money.</summary>
    private async Task<bool> GiveAsync(GivenFact given, bool confirmed, CancellationToken cancellation)
    {
        List<GivenPart> posted = [];
        (string Reason, bool ForGood)? missing = given.Parts.Count == 0 ? ("unknown-reference", true) : null;
        foreach (GivenPart part in given.Parts)
        {
            (string Reason, bool ForGood)? failed = await AskAsync(given.Fact.Fact, part, cancellation);
            if (failed is null)
            {
                posted.Add(part);
            }
            else if (missing is null or { ForGood: true })
            {
                // As long as one part is not known, none is decided.
                missing = failed;
            }
        }

        (string reason, bool forGood) = missing ?? ("by AquaCIS", false);
        await handover.EndAsync(given, posted, reason, forGood, confirmed, cancellation);
        return missing is null;
    }

    /// <returns>Null: AquaCIS has posted it.</returns>
    private async Task<(string Reason, bool ForGood)?> AskAsync(
        PaymentFact fact, GivenPart part, CancellationToken cancellation)
    {
        byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes(part.Name));
        using PooledReply request = new();
        CollectionJson.Write(request, new PaymentOrder(
            PaymentReference.Of(part.Contract), part.Amount,
            fact.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), null, null, null,
            Convert.ToHexString(name)[..TicketLetters]));
        using OperationAnswer answer = await calls.AskAsync(
            NewContext(name, cancellation), CollectionJson.Operation, request.Bytes);
        if (answer.Problem is { } problem)
        {
            return ($"AquaCIS: {problem.Type.Name} {problem.Code}".TrimEnd(), Final.Contains(problem.Type));
        }

        return CollectionJson.Read(answer.Json.Bytes) switch
        {
            null => ("AquaCIS: says nothing", false),
            { Code: 0 } => null,
            { } refused => ($"AquaCIS refused: {refused.Code}", true),
        };
    }

    /// <summary>As of a caller of ours, under a name that stands for this money alone.</summary>
    private DefaultHttpContext NewContext(byte[] name, CancellationToken cancellation)
    {
        DefaultHttpContext context = new() { RequestServices = services, RequestAborted = cancellation };
        context.Request.Protocol = HttpProtocol.Http11;
        context.Request.Scheme = Uri.UriSchemeHttp;
        context.Request.Host = new HostString("localhost");
        context.Features.Set<Recognition>(new Recognition.Known(Ourselves));
        context.Features.Set(new WriteKey(name));
        return context;
    }
}
