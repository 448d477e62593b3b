using Strangler.Cfdi.Building;
using Strangler.Cfdi.Cancelling;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>
/// Puts receipts of the public together into global documents, and takes one out that is asked for by name: the global
/// document is cancelled (04) and made again without it, or a credit note takes it out; then the invoice gets a
/// document of its own.
/// </summary>
/// <param name="ring">The caller's to dispose.</param>
public sealed class GlobalDesk(Database database, IssuerProfile profile, CsdRing ring, TimeProvider time)
{
    /// <summary>A receipt has two lines at most.</summary>
    private const int MostReceipts = GlobalDocuments.MostReceipts / 2;

    private readonly GlobalReceipts _receipts = new(database, profile);
    private readonly GlobalRows _rows = new(database);
    private readonly GlobalLeaving _leaving = new(database);
    private readonly GlobalDocuments _documents = new(profile.Issuer);
    private readonly DocumentPress _press = new(profile, ring, time);
    private readonly CfdiStore _store = new(database);
    private readonly Refusals _refusals = new(database);
    private readonly IssueWarnings _warnings = new(database);

    /// <summary>Until when global documents can be cancelled.</summary>
    public CancellationSettings Cancelling { get; init; } = new();

    /// <summary>Of all spans that begin within the days and have ended; and what needs another document.</summary>
    /// <param name="spanOf">The span that a day belongs to.</param>
    /// <exception cref="IssuingBusyException">Another run is under way.</exception>
    public async Task<IssueReport> IssueAsync(
        DateOnly from, DateOnly until, Func<DateOnly, GlobalSpan> spanOf, CancellationToken cancellation)
    {
        await using IssuingLock alone = await IssuingLock.TakeAsync(database, cancellation);
        await _leaving.LetOutAsync(cancellation);
        DateOnly today = Today;
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
    /// <param name="way">Null: the issuer's usual one.</param>
    /// <returns>How it leaves; what was decided before stays.</returns>
    public async Task<NominationOutcome> NominateAsync(
        string invoice, NominationWay? way, CancellationToken cancellation)
    {
        await using IssuingLock alone = await IssuingLock.TakeAsync(database, cancellation);
        if (await _leaving.FindAsync(invoice, cancellation) is not { } standing)
        {
            return NominationOutcome.NotInGlobal;
        }

        NominationOutcome outcome = standing.Decide(way ?? profile.Nomination, Cancelling, Today);
        await _leaving.LeaveAsync(invoice, outcome == NominationOutcome.Credit, cancellation);
        return outcome;
    }

    /// <summary>
    /// Begins the cancellation of global documents that receipts leave; where it cannot be done any more, or SAT has
    /// refused it, credit notes are made instead.
    /// </summary>
    /// <returns>How many were begun.</returns>
    public async Task<int> CancelLeftAsync(CancellationDesk desk, CancellationToken cancellation)
    {
        await _leaving.CreditInsteadAsync(null, cancellation);
        int begun = 0;
        foreach (long id in await _leaving.ToCancelAsync(cancellation))
        {
            switch (await desk.RequestAsync(id, CancellationMotive.InGlobalInvoice, null, cancellation))
            {
                case CancellationRequestOutcome.Begun:
                    begun++;
                    break;
                case CancellationRequestOutcome.Refused { Code: CancellationDesk.TooLate }:
                    await _leaving.CreditInsteadAsync(id, cancellation);
                    break;
            }
        }

        return begun;
    }

    private DateOnly Today => DateOnly.FromDateTime(FiscalTime.LocalOf(time.GetUtcNow()));

    private async Task<IssueReport> MakeAsync(CancellationToken cancellation)
    {
        IssueReport report = IssueReport.Nothing;
        foreach (GlobalToMake one in await _rows.ToMakeAsync(cancellation))
        {
            List<Receipt> receipts = await _receipts.OfAsync(one.Number, null, cancellation);
            BuildOutcome built = _documents.Build("G", one.Source.Key[2..], one.Span, receipts);
            report += await KeepAsync(built, one.Source, default, null, cancellation);
        }

        foreach (GlobalCredit one in await _leaving.ToCreditAsync(cancellation))
        {
            List<Receipt> receipts = await _receipts.OfAsync(one.Number, one.Invoice, cancellation);
            BuildOutcome built = _documents.Credit(GlobalLeaving.CreditSeries, receipts[0], one.Global.UuidText);
            report += await KeepAsync(
                built, one.Source, one.Contract, [new CfdiRelation(SatKeys.CreditNoteOf, one.Global.Id)],
                cancellation);
        }

        return report;
    }

    private async Task<IssueReport> KeepAsync(
        BuildOutcome built, CfdiSource source, ContractNumber contract, CfdiRelation[]? relations,
        CancellationToken cancellation)
    {
        switch (_press.Press(built, source, null, relations))
        {
            case PressOutcome.Refused refused:
                await _refusals.AddAsync(source, contract, refused.Reasons, cancellation);
                return new IssueReport(0, 1, 0);
            case PressOutcome.Ready ready:
                EnqueueOutcome outcome = await _store.EnqueueAsync(ready.Cfdi, cancellation);
                await _refusals.ForgetAsync([source], cancellation);
                await _warnings.KeepAsync([(source, contract, ready.Warnings)], cancellation);
                return new IssueReport(outcome is EnqueueOutcome.Queued ? 1 : 0, 0, 0);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
