using Strangler.Core.Tariffs.Files;

namespace Strangler.Postgres.Tariffs;

/// <summary>What became of plans that somebody wanted to publish.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <param name="Added">Code and version of those that are new.</param>
    /// <param name="Unchanged">How many were published already, with the same content.</param>
    public sealed record Published(IReadOnlyList<string> Added, int Unchanged) : PublishOutcome;

    /// <summary>Nothing was published, for all of these reasons.</summary>
    public sealed record Refused(IReadOnlyList<PlanError> Errors) : PublishOutcome;
}
