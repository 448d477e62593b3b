using System.Collections.Frozen;

namespace Strangler.Core.Access;

/// <summary>Everything that somebody can be allowed to do. An endpoint that asks for another name is a bug.</summary>
public static class Scopes
{
    public const string AuditRead = "audit.read";
    public const string RoutesRead = "routes.read";
    public const string RoutesWrite = "routes.write";
    public const string WritesRead = "writes.read";
    public const string WritesResolve = "writes.resolve";

    private static readonly string[] Reads =
    [
        "aquacis.read", "contracts.read", "debts.read", "events.read", "invoices.read", "payments.read",
        "readings.read", RoutesRead, "tariffs.read", "work-orders.read", WritesRead,
    ];

    private static readonly string[] Entries =
        ["events.write", "payments.write", "readings.write", "work-orders.write"];

    private static readonly FrozenSet<string>[] ByRole = [.. Enum.GetValues<Role>().Select(Allowed)];

    /// <summary>In alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. ByRole[(int)Role.Admin].Order(StringComparer.Ordinal)];

    public static FrozenSet<string> Of(Role role) => ByRole[(int)role];

    /// <summary>What a role allows, as far as these scopes let it: they take away, and never add.</summary>
    /// <param name="narrowedTo">Null: not narrowed.</param>
    public static FrozenSet<string> Of(Role role, IReadOnlyCollection<string>? narrowedTo) =>
        narrowedTo is null ? Of(role) : narrowedTo.Where(Of(role).Contains).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string name) => Of(Role.Admin).Contains(name);

    private static FrozenSet<string> Allowed(Role role)
    {
        IEnumerable<string> more = role switch
        {
            Role.Reader => [],
            Role.BillingSpecialist => Entries,
            Role.BillingManager => [.. Entries, "aquacis.write"],
            Role.MigrationOperator => [RoutesWrite, WritesResolve],
            Role.Approver => [AuditRead],
            _ => [.. Entries, "aquacis.write", RoutesWrite, WritesResolve, AuditRead],
        };
        return Reads.Concat(more).ToFrozenSet(StringComparer.Ordinal);
    }
}
