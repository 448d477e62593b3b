using Strangler.Cfdi.Documents;
using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>A payment of deferred invoices that has no document, or whose document is to be replaced.</summary>
/// <param name="Number">Of its documents, in series P.</param>
/// <param name="Key">Of the ledger's entry.</param>
/// <param name="Version">Of the document to be made.</param>
internal sealed record ComplementCandidate(
    ContractNumber Contract, string Key, long Number, DateOnly PaidOn, short? Form, int Version,
    StampedDocument? Replaces)
{
    public List<ComplementPart> Parts { get; } = [];

    public CfdiSource Source => new("payment", $"P-{Number}", Version);
}

/// <summary>What a payment paid of one invoice or debit note.</summary>
/// <param name="Paid">By this payment.</param>
/// <param name="SettledBefore">By payments, notes and balances before it.</param>
/// <param name="PaidBefore">By payments before it.</param>
/// <param name="Earlier">How many payments there were before it.</param>
/// <param name="Invoice">Null: it has no document yet, or one that is not stamped.</param>
/// <param name="IsOut">It needs none: it was paid at once, or its document is no more.</param>
internal sealed record ComplementPart(
    DocumentKey Key, Money Paid, Money SettledBefore, Money PaidBefore, int Earlier, PaidDocumentFacts? Invoice,
    bool IsOut);

/// <summary>A stamped deferred invoice.</summary>
internal sealed record PaidDocumentFacts(
    StampedDocument Document, string? Series, string? Folio, Money Total, Receiver Receiver,
    IReadOnlyList<VatAmount> Taxes);
