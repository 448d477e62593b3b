using Strangler.Cfdi.Sealing;

namespace Strangler.Cfdi.Documents;

/// <summary>
/// A fiscal document (CFDI 4.0) before it is sealed: all but its time and certificate, which sealing gives. Amounts are
/// pesos.
/// </summary>
public sealed record CfdiDocument
{
    public required CfdiType Type { get; init; }

    /// <summary>To 25 characters.</summary>
    public string? Series { get; init; }

    /// <summary>To 40 characters.</summary>
    public string? Folio { get; init; }

    /// <summary>c_FormaPago; null of a payment.</summary>
    public string? PaymentForm { get; init; }

    /// <summary>Null of a payment.</summary>
    public PaymentTerms? Terms { get; init; }

    /// <summary>In words; to 1,000 characters.</summary>
    public string? Conditions { get; init; }

    /// <summary>Postal code.</summary>
    public required string PlaceOfIssue { get; init; }

    /// <summary>Of a global document; else null.</summary>
    public GlobalPeriod? Global { get; init; }

    public IReadOnlyList<Relation> Relations { get; init; } = [];

    public required Issuer Issuer { get; init; }

    public required Receiver Receiver { get; init; }

    public required IReadOnlyList<DocumentLine> Lines { get; init; }

    public required DocumentTotals Totals { get; init; }

    /// <summary>Of a payment; else null.</summary>
    public PaymentComplement? Payments { get; init; }
}
