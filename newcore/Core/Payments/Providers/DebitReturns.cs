using Strangler.Core.Payments.Receipts;

namespace Strangler.Core.Payments.Providers;

/// <summary>A bank's file of what became of debits.</summary>
public abstract record DebitReturns
{
    private DebitReturns() { }

    /// <param name="Batch">Which file of ours it answers.</param>
    public sealed record Taken(int Batch, DateOnly Day, IReadOnlyList<PaymentFact> Facts) : DebitReturns;

    /// <summary>Nothing of it counts.</summary>
    /// <param name="Problems">The first hundred.</param>
    public sealed record Refused(IReadOnlyList<FileProblem> Problems) : DebitReturns;
}
