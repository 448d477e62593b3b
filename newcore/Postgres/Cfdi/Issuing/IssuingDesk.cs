using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>
/// Makes billing documents into fiscal ones: builds, seals, judges and queues them, page by page. Cut off and run again
/// it goes on where it was; what has a document gets no other.
/// </summary>
/// <param name="ring">The caller's to dispose.</param>
public sealed class IssuingDesk(Database database, IssuerProfile profile, CsdRing ring, TimeProvider time)
{
    private const string LetOff = "15";

    private static readonly short[] Invoices = [DocumentType.Invoice];
    private static readonly short[] Notes = [DocumentType.CreditNote, DocumentType.DebitNote];

    private readonly IssueCandidates _candidates = new(database, profile);
    private readonly ChargedLines _lines = new(database);
    private readonly InvoiceDocuments _documents = new(profile.Issuer, profile.Table);
    private readonly DocumentPress _press = new(profile, ring, time);
    private readonly CfdiBulk _bulk = new(database);
    private readonly CfdiStore _store = new(database);
    private readonly Refusals _refusals = new(database);
    private readonly IssueWarnings _warnings = new(database);

    /// <summary>Invoices first, then notes; a note waits for its invoice's stamp.</summary>
    /// <exception cref="IssuingBusyException">Another run is under way.</exception>
    public async Task<IssueReport> IssueAsync(
        IssueScope scope, IProgress<IssueReport>? progress, CancellationToken cancellation)
    {
        await using IssuingLock alone = await IssuingLock.TakeAsync(database, cancellation);
        await new GlobalLeaving(database).LetOutAsync(cancellation);
        IssueReport invoices = await RunAsync(scope, Invoices, null, IssueReport.Nothing, progress, cancellation);
        return await RunAsync(scope, Notes, null, invoices, progress, cancellation);
    }

    /// <summary>
    /// Builds the document of a stamped invoice or note again, of what the books and the register say now; once that is
    /// stamped, the old one is cancelled (01).
    /// </summary>
    /// <param name="number">The invoice's.</param>
    public async Task<IssueReport> ReplaceAsync(
        string number, ContractNumber contract, CancellationToken cancellation)
    {
        await using IssuingLock alone = await IssuingLock.TakeAsync(database, cancellation);
        return await RunAsync(
            IssueScope.All with { Contract = contract }, [.. Invoices, .. Notes], number, IssueReport.Nothing, null,
            cancellation);
    }

    private async Task<IssueReport> RunAsync(
        IssueScope scope, short[] types, string? replace, IssueReport report, IProgress<IssueReport>? progress,
        CancellationToken cancellation)
    {
        DocumentKey? last = null;
        while (true)
        {
            List<IssueCandidate> page = await _candidates.ReadAsync(scope, types, replace, last, cancellation);
            if (page.Count == 0)
            {
                return report;
            }

            report += await IssuePageAsync(page, cancellation);
            progress?.Report(report);
            last = page[^1].Key;
            if (page.Count < IssueCandidates.Page)
            {
                return report;
            }
        }
    }

    private async Task<IssueReport> IssuePageAsync(List<IssueCandidate> page, CancellationToken cancellation)
    {
        Dictionary<DocumentKey, List<ChargedLine>> lines = await _lines.ReadAsync(
            [.. page.Select(one => (one.Key, one.ServiceArea))], cancellation);
        List<(PressOutcome.Ready Ready, IssuedInvoice Facts)> ready = [];
        int refused = 0;
        int waiting = 0;
        foreach (IssueCandidate one in page)
        {
            if (!one.IsInvoice && one.Corrects is null)
            {
                waiting++;
                continue;
            }

            Receiver receiver = Receivers.Of(one.Holder, profile.Issuer);
            switch (_press.Press(
                Build(one, receiver, lines.GetValueOrDefault(one.Key, [])), one.Source, one.Replaces, Relations(one)))
            {
                case PressOutcome.Ready pressed:
                    ready.Add((pressed, Facts(one, pressed.Document)));
                    break;
                case PressOutcome.Refused no:
                    await _refusals.AddAsync(one.Source, one.Key.Contract, no.Reasons, cancellation);
                    refused++;
                    break;
            }
        }

        await IssuedInvoices.AddAsync(database, [.. ready.Select(one => one.Facts)], cancellation);
        int queued = await QueueAsync([.. ready.Select(one => one.Ready.Cfdi)], cancellation);
        await _warnings.KeepAsync(
            [.. ready.Select(one => (one.Facts.Source, one.Facts.Key.Contract, one.Ready.Warnings))], cancellation);
        return new IssueReport(queued, refused, waiting);
    }

    private async Task<int> QueueAsync(List<NewCfdi> documents, CancellationToken cancellation)
    {
        NewCfdi[] plain = [.. documents.Where(one => one.Relations is null)];
        int queued = plain.Length == 0 ? 0 : (await _bulk.EnqueueAsync(plain, cancellation)).Queued;
        foreach (NewCfdi related in documents.Where(one => one.Relations is not null))
        {
            queued += await _store.EnqueueAsync(related, cancellation) is EnqueueOutcome.Queued ? 1 : 0;
        }

        await _refusals.ForgetAsync(documents.Select(one => one.Source), cancellation);
        return queued;
    }

    private BuildOutcome Build(IssueCandidate one, Receiver receiver, List<ChargedLine> lines)
    {
        InvoiceFacts facts = new(one.Number, one.Use, one.Issued, lines, one.Total);
        return one.Key.Type switch
        {
            DocumentType.CreditNote => _documents.Credit(facts, receiver, one.Corrects!.UuidText, LetOff),
            DocumentType.DebitNote => Debit(_documents.ToBePaid(facts, receiver), one.Corrects!),
            _ => IsPaid(one)
                ? _documents.Paid(facts, receiver, profile.FormOf(one.Form))
                : _documents.ToBePaid(facts, receiver),
        };
    }

    private static BuildOutcome Debit(BuildOutcome outcome, StampedDocument invoice) =>
        outcome is BuildOutcome.Built built
            ? built with { Document = built.Document with { Relations = [new Relation("02", [invoice.UuidText])] } }
            : outcome;

    private static CfdiRelation[]? Relations(IssueCandidate one) => one.Key.Type switch
    {
        DocumentType.CreditNote => [new CfdiRelation(SatKeys.CreditNoteOf, one.Corrects!.Id)],
        DocumentType.DebitNote => [new CfdiRelation("02", one.Corrects!.Id)],
        _ => null,
    };

    /// <summary>In full, by payments alone, before its document: then it is PUE.</summary>
    private bool IsPaid(IssueCandidate one) => one.WasDeferred is { } deferred
        ? !deferred
        : profile.PaidAtOnce && one.Paid >= one.Total && one.Total > Money.Zero;

    private static IssuedInvoice Facts(IssueCandidate one, CfdiDocument document) => new(
        one.Key, one.Source, document.Terms == PaymentTerms.Later, one.Total, document.Receiver,
        InvoiceTaxes.Of(document));
}
