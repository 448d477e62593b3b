using System.Diagnostics;
using Npgsql;
using Strangler.Cfdi.Cancelling;
using Strangler.Cfdi.Stamping;

namespace Strangler.Postgres.Cfdi;

/// <summary>
/// Cancels fiscal documents: begins with a signed request, hands it in, asks SAT until it is done, refused or rejected,
/// and keeps the acknowledgement.
/// </summary>
/// <param name="sign">Signs for an issuer with the CSD in force.</param>
/// <param name="zone">Of the place of issue.</param>
public sealed class CancellationDesk(
    Database database, IReadOnlyList<IPac> pacs, Func<CancellationOrder, DateTimeOffset, SignedCancellation> sign,
    CancellationSettings settings, TimeZoneInfo zone, TimeProvider time)
{
    /// <summary>The code of a refusal: the last day on which it could be cancelled is over.</summary>
    public const string TooLate = "too-late";

    private const int MostAtOnce = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly CancellationRows _rows = new(database);

    /// <param name="substitute">Id of the stamped document in its place: with motive 01, and only then.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<CancellationRequestOutcome> RequestAsync(
        long document, CancellationMotive motive, long? substitute, CancellationToken cancellation)
    {
        CancelledDocument? found = await _rows.FindAsync(document, cancellation);
        if (found is { State: "cancel-requested" })
        {
            return new CancellationRequestOutcome.Already(await _rows.OpenAsync(document, cancellation));
        }

        CancelledDocument? other = substitute is { } id ? await _rows.FindAsync(id, cancellation) : null;
        DateTimeOffset now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);
        if (Problem(found, motive, substitute, other, DateOnly.FromDateTime(now.Date)) is { } problem)
        {
            return problem;
        }

        if (await _rows.LivingRelatedAsync(document, substitute, cancellation) is { } living)
        {
            return new CancellationRequestOutcome.Refused(
                "related-alive", $"Document {living} relates to it and must be cancelled first.");
        }

        CancellationOrder order = new(found!.Issuer, found.Uuid!.Value, motive, other?.Uuid);
        SignedCancellation signed = sign(order, now);
        return await _rows.BeginAsync(document, order, substitute, signed.Xml, cancellation) is { } begun
            ? new CancellationRequestOutcome.Begun(begun)
            : new CancellationRequestOutcome.Already(await _rows.OpenAsync(document, cancellation));
    }

    /// <summary>Begins the cancellation (01) of what has a stamped substitute.</summary>
    /// <returns>How many were begun.</returns>
    public async Task<int> RequestSupersededAsync(CancellationToken cancellation)
    {
        int begun = 0;
        foreach ((long old, long substitute) in await _rows.SupersededAsync(MostAtOnce, cancellation))
        {
            begun += await RequestAsync(old, CancellationMotive.Replaced, substitute, cancellation)
                is CancellationRequestOutcome.Begun ? 1 : 0;
        }

        return begun;
    }

    /// <summary>Does the next step of every cancellation that is due, at most a hundred.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> PursueAsync(CancellationToken cancellation)
    {
        IReadOnlyList<PursuedCancellation> due = await _rows.TakeAsync(MostAtOnce, Lease, cancellation);
        foreach (PursuedCancellation one in due)
        {
            IPac pac = pacs.FirstOrDefault(known => known.Name == one.Document.Pac) ?? pacs[0];
            await (one.WasReceived ? AskAsync(one, pac, cancellation) : HandInAsync(one, pac, cancellation));
        }

        return due.Count;
    }

    private CancellationRequestOutcome? Problem(
        CancelledDocument? found, CancellationMotive motive, long? substitute, CancelledDocument? other, DateOnly today)
    {
        if (found is not { State: "stamped", Uuid: { } uuid })
        {
            return new CancellationRequestOutcome.Refused("not-stamped", "Only a stamped document can be cancelled.");
        }

        if (settings.LastDayOf(found.Issued) is { } last && today > last)
        {
            return new CancellationRequestOutcome.Refused(
                TooLate, $"It could be cancelled until {last:yyyy-MM-dd}.");
        }

        if (substitute is not null && other is not { State: "stamped" })
        {
            return new CancellationRequestOutcome.Refused("no-substitute", "The substitute must be stamped first.");
        }

        return new CancellationOrder(found.Issuer, uuid, motive, other?.Uuid).Problem is { } problem
            ? new CancellationRequestOutcome.Refused("wrong-motive", problem)
            : null;
    }

    private async Task HandInAsync(PursuedCancellation one, IPac pac, CancellationToken cancellation)
    {
        CancelOutcome outcome = await pac.CancelAsync(new SignedCancellation(one.Order, one.Request), cancellation);
        switch (outcome)
        {
            case CancelOutcome.Received received:
                // Often it is done at once: the first question comes soon.
                await _rows.LaterAsync(
                    one, "waiting", received.Code, received.Acknowledgement, TimeSpan.Zero, cancellation);
                break;
            case CancelOutcome.Refused { Code: CancelCodes.NotFound } when one.Age < settings.GiveUpAfter:
                await _rows.LaterAsync(
                    one, "requested", CancelCodes.NotFound, null, settings.RetryEvery, cancellation);
                break;
            case CancelOutcome.Refused refused:
                await _rows.EndAsync(one, "refused", refused.Code, refused.Message, null, cancellation);
                break;
            case CancelOutcome.Unknown unknown:
                await PutOffAsync(one, "requested", unknown.Reason, settings.RetryEvery, cancellation);
                break;
            default:
                throw new UnreachableException($"No rule for {outcome.GetType().Name}.");
        }
    }

    private async Task AskAsync(PursuedCancellation one, IPac pac, CancellationToken cancellation)
    {
        StatusOutcome outcome = await pac.StatusAsync(
            new StatusQuestion(one.Document.Issuer, one.Document.Receiver, one.Order.Uuid, one.Document.Total),
            cancellation);
        switch (outcome)
        {
            case StatusOutcome.Known { Status.IsCancelled: true }:
                byte[]? receipt = one.HasAcknowledgement
                    ? null
                    : await pac.ReceiptAsync(one.Document.Issuer, one.Order.Uuid, cancellation)
                        is ReceiptOutcome.Found found ? found.Acknowledgement : null;
                await _rows.EndAsync(one, "cancelled", "201", null, receipt, cancellation);
                break;
            case StatusOutcome.Known { Status.Progress: CancellationProgress.Rejected }:
                await _rows.EndAsync(one, "rejected", null, "The receiver refused.", null, cancellation);
                break;
            case StatusOutcome.Unknown unknown:
                await PutOffAsync(one, "waiting", unknown.Reason, settings.RetryEvery, cancellation);
                break;
            default:
                await PutOffAsync(one, "waiting", "201", settings.PollEvery, cancellation);
                break;
        }
    }

    /// <summary>Until it takes too long: then it is left to a person, and the document counts as alive.</summary>
    private Task PutOffAsync(
        PursuedCancellation one, string state, string code, TimeSpan pause, CancellationToken cancellation) =>
        one.Age < settings.GiveUpAfter
            ? _rows.LaterAsync(one, state, code, null, pause, cancellation)
            : _rows.EndAsync(one, "parked", code, "SAT has not decided in time.", null, cancellation);
}
