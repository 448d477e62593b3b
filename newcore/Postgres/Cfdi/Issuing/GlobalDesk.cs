using Strangler.Cfdi.Building;
using Strangler.Cfdi.Cancelling;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>
/// Puts receipts of the public together into global documents, and takes one out that is asked for by name: the global
/// document is cancelled (04) and made again without it, and the invoice gets one of its own.
/// </summary>
/// <param name="ring">The caller's to dispose.</param>
public sealed class GlobalDesk(Database database, IssuerProfile profile, CsdRing ring, TimeProvider time)
{
    /// <summary>A receipt has two lines at most.</summary>
    private const int MostReceipts = GlobalDocuments.MostReceipts / 2;

    private readonly GlobalReceipts _receipts = new(database, profile);
    private readonly GlobalRows _rows = new(database);
    private readonly GlobalDocuments _documents = new(profile.Issuer);
    private readonly DocumentPress _press = new(profile, ring, time);
    private readonly CfdiStore _store = new(database);
    private readonly Refusals _refusals = new(database);

    /// <summary>Of all spans that begin within the days and have ended; and what needs another document.</summary>
    /// <param name="spanOf">The span that a day belongs to.</param>
    /// <exception cref="IssuingBusyException">Another run is under way.</exception>
    public async Task<IssueReport> IssueAsync(
        DateOnly from, DateOnly until, Func<DateOnly, GlobalSpan> spanOf, CancellationToken cancellation)
    {
        await using IssuingLock alone = await IssuingLock.TakeAsync(database, cancellation);
        await _rows.LetOutAsync(cancellation);
        DateOnly today = DateOnly.FromDateTime(FiscalTime.LocalOf(time.GetUtcNow()));
        for (GlobalSpan span = spanOf(from); span.From <= until && span.To < today;
            span = spanOf(span.To.AddDays(1)))
        {
            List<(DocumentKey Key, string Invoice)> free = await _receipts.FreeAsync(span, cancellation);
            foreach ((DocumentKey Key, string Invoice)[] part in free.Chunk(MostReceipts))
            {
                await _rows.AddAsync(span, part, cancellation);
            }
        }

        return await MakeAsync(cancellation);
    }

    /// <summary>Somebody asks for an invoice of a global document in their own name.</summary>
    /// <returns>False: it is in none.</returns>
    public Task<bool> NominateAsync(string invoice, CancellationToken cancellation) =>
        _rows.LeaveAsync(invoice, cancellation);

    /// <summary>Begins the cancellation of global documents that receipts leave.</summary>
    /// <returns>How many were begun.</returns>
    public async Task<int> CancelLeftAsync(CancellationDesk desk, CancellationToken cancellation)
    {
        int begun = 0;
        foreach (long id in await _rows.LeavingAsync(cancellation))
        {
            begun += await desk.RequestAsync(id, CancellationMotive.InGlobalInvoice, null, cancellation)
                is CancellationRequestOutcome.Begun ? 1 : 0;
        }

        return begun;
    }

    private async Task<IssueReport> MakeAsync(CancellationToken cancellation)
    {
        IssueReport report = IssueReport.Nothing;
        foreach (GlobalToMake one in await _rows.ToMakeAsync(cancellation))
        {
            List<Receipt> receipts = await _receipts.OfAsync(one.Number, cancellation);
            switch (_press.Press(_documents.Build("G", one.Source.Key[2..], one.Span, receipts), one.Source))
            {
                case PressOutcome.Ready ready:
                    EnqueueOutcome outcome = await _store.EnqueueAsync(ready.Cfdi, cancellation);
                    await _refusals.ForgetAsync([one.Source], cancellation);
                    report += new IssueReport(outcome is EnqueueOutcome.Queued ? 1 : 0, 0, 0);
                    break;
                case PressOutcome.Refused refused:
                    await _refusals.AddAsync(one.Source, default, refused.Reasons, cancellation);
                    report += new IssueReport(0, 1, 0);
                    break;
            }
        }

        return report;
    }
}
