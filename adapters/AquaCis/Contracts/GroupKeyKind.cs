namespace Strangler.AquaCis.Contracts;

/// <summary>What a request may name that tells whose billing group it is about.</summary>
public enum GroupKeyKind
{
    Contract,
    PaymentReference,
    TaxId,
    Invoice,
}
