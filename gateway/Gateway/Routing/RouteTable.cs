using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>
/// All routes of one version, laid out for looking up: an array of operations, and for each the groups that differ.
/// Immutable.
/// </summary>
internal sealed class RouteTable
{
    private readonly Entry?[] _entries;

    private RouteTable(long version, Entry?[] entries, int unknown) =>
        (Version, _entries, UnknownRoutes) = (version, entries, unknown);

    public static RouteTable AllLegacy { get; } = Build(RouteSnapshot.Empty, OperationModes.Present);

    public long Version { get; }

    /// <summary>Routes that this version of the gateway does not understand; they are left out.</summary>
    public int UnknownRoutes { get; }

    public static RouteTable Build(RouteSnapshot snapshot, OperationModes modes)
    {
        Entry?[] entries = new Entry?[ContractCatalog.AquaCis.Operations.Count];
        foreach (Operation operation in modes.Native)
        {
            entries[operation.Index] = new Entry(RoutePrecedence.IsGrouped(operation));
        }

        int unknown = 0;
        foreach (StoredRoute route in snapshot.Routes.OrderBy(route => RoutePrecedence.RankOf(route.Scope)))
        {
            if (RouteModeText.Read(route.Mode) is not { } mode)
            {
                unknown++;
                continue;
            }

            foreach (Operation operation in Named(route.Scope, modes)
                .Where(operation => modes.CanHave(operation, mode)))
            {
                entries[operation.Index]!.Set(route.Scope.Group, mode);
            }
        }

        // Those of a single group first: a kill of all groups then leaves nothing of them.
        foreach (StoredKill kill in snapshot.Kills.OrderBy(kill => kill.Scope.Group is null))
        {
            foreach (Operation operation in Named(kill.Scope, modes))
            {
                entries[operation.Index]!.Kill(kill.Scope.Group);
            }
        }

        Array.ForEach(entries, entry => entry?.Complete());
        return new RouteTable(snapshot.Version, entries, unknown);
    }

    /// <summary>The mode of every request of an operation; null where that depends on its billing group.</summary>
    public RouteMode? FixedMode(Operation operation) =>
        _entries[operation.Index] is { } entry ? entry.Fixed : RouteMode.Legacy;

    /// <summary>Whether native answers any of an operation's requests.</summary>
    public bool MayBeNative(Operation operation) => _entries[operation.Index] is { MayBeNative: true };

    public RoutePlan For(Operation operation, BillingGroup? group) => new(
        _entries[operation.Index] is { } entry ? entry.For(group) : RouteMode.Legacy, Version, group);

    /// <summary>Operations without native side stay with legacy, so only the others are laid out.</summary>
    private static IEnumerable<Operation> Named(RouteScope scope, OperationModes modes) =>
        modes.Native.Where(operation => RoutePrecedence.Covers(scope with { Group = null }, operation, null));

    /// <summary>One operation. Routes come in order, the more specific over the less.</summary>
    private sealed class Entry(bool grouped)
    {
        private readonly Dictionary<BillingGroup, RouteMode> _groups = [];
        private RouteMode _usual = RouteMode.Legacy;

        public RouteMode? Fixed { get; private set; }

        public bool MayBeNative { get; private set; }

        /// <summary>A request that should name a group and names none that is known is left to legacy.</summary>
        public RouteMode For(BillingGroup? group) =>
            group is { } known ? _groups.GetValueOrDefault(known, _usual)
            : grouped ? RouteMode.Legacy
            : _usual;

        public void Set(BillingGroup? group, RouteMode mode)
        {
            if (group is { } one)
            {
                _groups[one] = mode;
            }
            else
            {
                _usual = mode;
            }
        }

        public void Kill(BillingGroup? group)
        {
            if (group is null)
            {
                _groups.Clear();
            }

            Set(group, RouteMode.Legacy);
        }

        public void Complete()
        {
            foreach ((BillingGroup group, RouteMode mode) in _groups)
            {
                if (mode == _usual)
                {
                    _groups.Remove(group);
                }
            }

            MayBeNative = _groups.Values.Append(_usual).Any(mode => mode is RouteMode.Native or RouteMode.NativeShadow);
            Fixed = _groups.Count == 0 && For(null) == _usual ? _usual : null;
        }
    }
}
