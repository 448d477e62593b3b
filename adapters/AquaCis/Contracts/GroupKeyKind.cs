namespace Strangler.AquaCis.Contracts;

/// <summary>What a request may name that tells whose billing group it is about.</summary>
public enum GroupKeyKind
{
    Contract,
    PaymentReference,

    /// <summary>Beside a contract it only confirms the holder.</summary>
    TaxId,

    /// <summary>A tax id that stands for all contracts of its holder, also beside others.</summary>
    Holdings,

    /// <summary>Its number.</summary>
    Invoice,

    /// <summary>Its id in AquaCIS, as documents are asked for.</summary>
    InvoiceId,

    /// <summary>Any other text that names a write, as a till's number of a payment does; never a group.</summary>
    Name,
}
