namespace Strangler.Core.Receivables;

/// <summary>Money taken before there is a debt.</summary>
public enum DepositKind
{
    /// <summary>Used once and whole; what no debt takes is the customer's.</summary>
    Deposit,

    /// <summary>Drawn on until it is used up.</summary>
    Retainer,

    /// <summary>Invoiced beforehand, by a document of its own; used as a deposit is.</summary>
    Advance,
}
