namespace Strangler.Core.Payments.Reconciling;

/// <summary>Who says that money came; each says it of every payment once, and is reconciled by itself.</summary>
public enum StatementKind
{
    /// <summary>The provider: what it collected, what it keeps, and what it will send.</summary>
    Settlement,

    /// <summary>The bank: what arrived.</summary>
    BankStatement,
}
