namespace Strangler.Postgres.Routes;

/// <summary>What became of a change set.</summary>
public abstract record RouteChangeOutcome
{
    private RouteChangeOutcome()
    {
    }

    /// <param name="Version">The version now; the old one where nothing had to change.</param>
    /// <param name="Changed">How many of the changes changed anything.</param>
    public sealed record Applied(long Version, int Changed) : RouteChangeOutcome;

    /// <summary>Somebody else was faster; nothing was changed.</summary>
    public sealed record Conflict(long Expected, long Current) : RouteChangeOutcome;

    /// <summary>A route to remove or a kill to lift does not exist; nothing was changed.</summary>
    public sealed record NotThere(IReadOnlyList<string> Reasons) : RouteChangeOutcome;

    /// <summary>Nothing was changed, for all of these reasons.</summary>
    public sealed record Refused(IReadOnlyList<string> Reasons) : RouteChangeOutcome;
}
