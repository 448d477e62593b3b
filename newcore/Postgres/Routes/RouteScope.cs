using Strangler.Core.Identity;

namespace Strangler.Postgres.Routes;

/// <summary>
/// What a route or a kill covers: an operation, a service or everything; of one billing group, or of all.
/// </summary>
/// <param name="Service">Null for everything.</param>
/// <param name="Operation">Null for all of the service; never without it.</param>
/// <param name="Group">Null for all groups.</param>
public sealed record RouteScope(string? Service, string? Operation, BillingGroup? Group)
{
    public static RouteScope Everything { get; } = new(null, null, null);

    /// <summary>As a person says it: <c>getDeuda of 1/M08</c>.</summary>
    public override string ToString()
    {
        string target = Operation is null ? Service ?? "everything" : $"{Service}.{Operation}";
        return Group is null ? target : $"{target} of {Group}";
    }
}
