using Strangler.Core.Identity;

namespace Strangler.Core.Receivables;

/// <summary>Whether a deposit can be used.</summary>
public abstract record DepositUse
{
    private DepositUse()
    {
    }

    public sealed record Now(Money Amount) : DepositUse;

    public sealed record Refused(string Reason) : DepositUse;
}
