using Npgsql;
using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>
/// Makes the documents of payments (type P): one for each payment of deferred invoices, once all of these are stamped.
/// What is paid beyond the invoices is in none.
/// </summary>
/// <param name="ring">The caller's to dispose.</param>
public sealed class ComplementDesk(Database database, IssuerProfile profile, CsdRing ring, TimeProvider time)
{
    private const string Series = "P";

    private const string PartSql = """
        INSERT INTO cfdi_payment_part (number, version, contract, cycle, type, ordinal, invoice, instalment, owed, paid)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (number, version, cycle, type, ordinal) DO UPDATE SET invoice = excluded.invoice,
            instalment = excluded.instalment, owed = excluded.owed, paid = excluded.paid
        """;

    private readonly ComplementCandidates _candidates = new(database, profile);
    private readonly PaymentDocuments _documents = new(profile.Issuer);
    private readonly DocumentPress _press = new(profile, ring, time);
    private readonly CfdiStore _store = new(database);
    private readonly Refusals _refusals = new(database);
    private readonly IssueWarnings _warnings = new(database);

    /// <exception cref="IssuingBusyException">Another run is under way.</exception>
    public async Task<IssueReport> IssueAsync(IProgress<IssueReport>? progress, CancellationToken cancellation)
    {
        await using IssuingLock alone = await IssuingLock.TakeAsync(database, cancellation);
        await _candidates.RegisterAsync(cancellation);
        // Those of earlier months are due on the next 5th, or late: they go first, here and at the PAC.
        DateOnly month = MonthNow();
        IssueReport urgent = await RunAsync(
            DateOnly.MinValue, month, IssueReport.Nothing, progress, cancellation);
        return await RunAsync(month, DateOnly.MaxValue, urgent, progress, cancellation);
    }

    private async Task<IssueReport> RunAsync(
        DateOnly from, DateOnly before, IssueReport report, IProgress<IssueReport>? progress,
        CancellationToken cancellation)
    {
        long last = 0;
        while (true)
        {
            List<ComplementCandidate> page = await _candidates.ReadAsync(last, from, before, cancellation);
            foreach (ComplementCandidate one in page)
            {
                report += await IssueAsync(one, cancellation);
            }

            progress?.Report(report);
            if (page.Count < ComplementCandidates.Page)
            {
                return report;
            }

            last = page[^1].Number;
        }
    }

    private DateOnly MonthNow()
    {
        DateTimeOffset now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), profile.Zone);
        return new DateOnly(now.Year, now.Month, 1);
    }

    private async Task<IssueReport> IssueAsync(ComplementCandidate payment, CancellationToken cancellation)
    {
        ComplementPart[] parts = [.. payment.Parts.Where(part => !part.IsOut)];
        if (parts.Length == 0)
        {
            return IssueReport.Nothing;
        }

        if (Array.Exists(parts, part => part.Invoice is null))
        {
            return new IssueReport(0, 0, 1);
        }

        BuildOutcome built = Build(payment, parts);
        CfdiRelation[] relations =
            [.. parts.Select(part => new CfdiRelation(CfdiRelation.Pays, part.Invoice!.Document.Id))];
        switch (_press.Press(built, payment.Source, payment.Replaces, relations))
        {
            case PressOutcome.Refused refused:
                await _refusals.AddAsync(payment.Source, payment.Contract, refused.Reasons, cancellation);
                return new IssueReport(0, 1, 0);
            case PressOutcome.Ready ready:
                await KeepAsync(payment, parts, cancellation);
                EnqueueOutcome outcome = await _store.EnqueueAsync(
                    ready.Cfdi with { IsUrgent = payment.PaidOn < MonthNow() }, cancellation);
                await _refusals.ForgetAsync([payment.Source], cancellation);
                await _warnings.KeepAsync([(payment.Source, payment.Contract, ready.Warnings)], cancellation);
                return new IssueReport(outcome is EnqueueOutcome.Queued ? 1 : 0, 0, 0);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private BuildOutcome Build(ComplementCandidate payment, ComplementPart[] parts)
    {
        Receiver receiver = parts[^1].Invoice!.Receiver;
        if (Array.Exists(parts, part => part.Invoice!.Receiver.Rfc != receiver.Rfc))
        {
            return new BuildOutcome.Refused(
            [
                new DocumentRefusal(
                    "DOC-RECEIVERS", "Receptor/@Rfc", "The payment's invoices have different receivers."),
            ]);
        }

        PaidInvoice[] invoices =
        [
            .. parts.Select(part => new PaidInvoice(
                part.Invoice!.Document.UuidText, part.Invoice.Series, part.Invoice.Folio, part.Invoice.Total,
                part.PaidBefore, part.Invoice.Total - part.SettledBefore, part.Paid, part.Earlier + 1,
                part.Invoice.Taxes)),
        ];
        Money paid = invoices.Aggregate(Money.Zero, (sum, invoice) => sum + invoice.Paid);
        return _documents.Build(
            Series, payment.Source.Key[2..], receiver,
            new ReceivedPayment(
                FiscalTime.NoonOf(payment.PaidOn, time.GetUtcNow()), profile.FormOf(payment.Form), paid, null,
                invoices));
    }

    private async Task KeepAsync(
        ComplementCandidate payment, ComplementPart[] parts, CancellationToken cancellation)
    {
        foreach (ComplementPart part in parts)
        {
            await using NpgsqlCommand command = database.Command(PartSql).With(
                payment.Number, payment.Version, payment.Contract.Value, CycleNumber.Of(part.Key.Cycle), part.Key.Type,
                part.Key.Ordinal, part.Invoice!.Document.Id, (short)(part.Earlier + 1),
                (part.Invoice.Total - part.SettledBefore).Centavos, part.Paid.Centavos);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
