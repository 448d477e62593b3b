using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Core.Receivables;

/// <summary>What became of money for a contract.</summary>
public abstract record ReceivableOutcome
{
    private ReceivableOutcome()
    {
    }

    /// <param name="Settled">What went to each document.</param>
    /// <param name="Left">What no document took.</param>
    /// <param name="Repeated">It had been done before; nothing was done now.</param>
    public sealed record Done(IReadOnlyList<OpenAmount> Settled, Money Left, bool Repeated = false)
        : ReceivableOutcome;

    public sealed record Refused(string Reason) : ReceivableOutcome;
}
