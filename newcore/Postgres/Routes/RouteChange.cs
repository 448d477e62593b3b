namespace Strangler.Postgres.Routes;

/// <summary>One thing that somebody wants changed.</summary>
public abstract record RouteChange
{
    private RouteChange(RouteScope scope) => Scope = scope;

    public RouteScope Scope { get; }

    /// <summary>As the history calls it.</summary>
    public abstract string Action { get; }

    internal bool IsOfKill => this is Kill or Unkill;

    public sealed record Set(RouteScope Scope, string Mode) : RouteChange(Scope)
    {
        /// <summary>
        /// Native from here would be operations that move money: only of groups that are reconciled (docs/cutover.md).
        /// </summary>
        public bool MovesMoney { get; init; }

        public override string Action => "set";
    }

    public sealed record Remove(RouteScope Scope) : RouteChange(Scope)
    {
        public override string Action => "remove";
    }

    public sealed record Kill(RouteScope Scope) : RouteChange(Scope)
    {
        public override string Action => "kill";
    }

    public sealed record Unkill(RouteScope Scope) : RouteChange(Scope)
    {
        public override string Action => "unkill";
    }
}
