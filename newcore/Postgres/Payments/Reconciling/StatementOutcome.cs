using Strangler.Core.Payments.Providers;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>What became of a file.</summary>
public abstract record StatementOutcome
{
    private StatementOutcome() { }

    public sealed record Taken(KeptStatement Statement) : StatementOutcome;

    /// <summary>The same whole file was taken in before.</summary>
    public sealed record Known(KeptStatement Statement) : StatementOutcome;

    /// <summary>Nothing of it counts.</summary>
    /// <param name="Problems">The first hundred.</param>
    public sealed record Refused(IReadOnlyList<FileProblem> Problems) : StatementOutcome;
}
