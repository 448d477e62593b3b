using Strangler.Cfdi.Printing;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>Stamped documents and their printed forms, made anew from what is stored whenever they are asked for.
/// </summary>
public sealed class CfdiPrints(Database database, PrintStyle style) : IFiscalDocuments
{
    private readonly StampedFiles _files = new(database);
    private readonly PrintFactsReader _facts = new(database);

    public async Task<Finding<byte[]>> XmlAsync(
        string number, ContractNumber? contract, CancellationToken cancellation)
    {
        (StoredCfdi? stored, _) = await FindAsync(number, contract, cancellation);
        return stored is null ? Findings.None<byte[]>(FindingState.Unknown)
            : stored.Xml is { } xml ? Findings.Known(xml) : Findings.None<byte[]>(FindingState.Withheld);
    }

    public async Task<Finding<byte[]>> PdfAsync(
        string number, ContractNumber? contract, CancellationToken cancellation)
    {
        (StoredCfdi? stored, PrintSubject? subject) = await FindAsync(number, contract, cancellation);
        return stored is null ? Findings.None<byte[]>(FindingState.Unknown)
            : stored.Xml is not null && await PrintAsync(stored, subject, cancellation) is { } pdf
                ? Findings.Known(pdf)
                : Findings.None<byte[]>(FindingState.Withheld);
    }

    /// <returns>Null where its bytes are not those that were stamped, or are no document that can be printed.</returns>
    public async Task<byte[]?> PrintAsync(StoredCfdi stored, CancellationToken cancellation) => await PrintAsync(
        stored, await _facts.SubjectAsync(stored.Source.Key, null, cancellation), cancellation);

    private async Task<byte[]?> PrintAsync(StoredCfdi stored, PrintSubject? subject, CancellationToken cancellation)
    {
        PrintFacts facts = subject is null
            ? PrintFacts.None with { IsCancelled = stored.IsCancelled }
            : await _facts.ReadAsync(subject, stored.IsCancelled, cancellation);
        return stored.Xml is { } xml && PrintedForm.Write(xml, facts, style) is PrintOutcome.Printed printed
            ? printed.Pdf
            : null;
    }

    /// <summary>Nothing where the invoice is another contract's.</summary>
    private async Task<(StoredCfdi? Stored, PrintSubject? Subject)> FindAsync(
        string number, ContractNumber? contract, CancellationToken cancellation)
    {
        if (await _files.OfInvoiceAsync(number.Trim(), cancellation) is not { } stored)
        {
            return default;
        }

        PrintSubject? subject = await _facts.SubjectAsync(stored.Source.Key, contract, cancellation);
        return contract is { } owner && subject?.Contract != owner ? default : (stored, subject);
    }
}
