namespace Strangler.Core.Access;

/// <summary>What somebody does here; <see cref="Scopes.Of"/> says what that allows.</summary>
public enum Role
{
    /// <summary>Looks at everything but the audit.</summary>
    Reader,

    /// <summary>Also enters readings, events, payments and work orders.</summary>
    BillingSpecialist,

    /// <summary>Also carries out every command of AquaCIS.</summary>
    BillingManager,

    /// <summary>Looks, changes routes, and decides about writes whose outcome is unknown.</summary>
    MigrationOperator,

    /// <summary>Looks, the audit included: who approves must see what was done.</summary>
    Approver,

    /// <summary>Everything.</summary>
    Admin,
}
