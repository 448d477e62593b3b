namespace Strangler.Postgres.Import;

/// <summary>What a value of the extract is, and so how it is read, checked and written.</summary>
public enum ImportKind
{
    /// <summary>16 bits.</summary>
    Small,

    /// <summary>32 bits.</summary>
    Whole,

    /// <summary>At most eight digits: a payment reference holds no more.</summary>
    ContractNumber,

    /// <summary>Pesos with at most two decimals, kept in centavos.</summary>
    Centavos,
    Exact,
    Flag,
    Date,
    Instant,

    /// <summary>Kept as it stands.</summary>
    Text,

    /// <summary>Blanks around it do not count; its column has a length.</summary>
    Code,
}
