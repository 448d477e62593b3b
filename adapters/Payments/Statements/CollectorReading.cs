using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;

namespace Strangler.Payments.Statements;

/// <summary>A collector's file, as it was read.</summary>
public abstract record CollectorReading
{
    private CollectorReading() { }

    public sealed record Taken(DateOnly Day, int Number, IReadOnlyList<PaymentFact> Facts) : CollectorReading;

    /// <summary>Nothing of it counts.</summary>
    /// <param name="Problems">The first hundred.</param>
    public sealed record Refused(IReadOnlyList<FileProblem> Problems) : CollectorReading;
}
