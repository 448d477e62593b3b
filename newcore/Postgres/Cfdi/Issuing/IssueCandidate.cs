using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>A billing document that has no fiscal one, or whose fiscal one is to be replaced.</summary>
/// <param name="Version">Of the document to be made.</param>
/// <param name="Replaces">Null: there is none alive.</param>
/// <param name="Paid">By payments until now.</param>
/// <param name="Form">How most of it was paid; null where not known.</param>
/// <param name="WasDeferred">What the document that is replaced says (PPD): it stays so.</param>
/// <param name="Corrects">The stamped document of the invoice that a note is about.</param>
internal sealed record IssueCandidate(
    DocumentKey Key, string Number, DateOnly Issued, Money Total, short ServiceArea, string Use, ContractHolder Holder,
    int Version, StampedDocument? Replaces, Money Paid, short? Form, StampedDocument? Corrects,
    bool? WasDeferred)
{
    public bool IsInvoice => Key.Type == DocumentType.Invoice;

    public CfdiSource Source => new(IsInvoice ? "invoice" : "note", Number, Version);
}
