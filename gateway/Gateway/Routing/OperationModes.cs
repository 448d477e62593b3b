using System.Collections.Frozen;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Translation;

namespace Strangler.Gateway.Routing;

/// <summary>Which modes an operation can have: those that need a native side, only where there is one.</summary>
public sealed class OperationModes
{
    private readonly FrozenSet<int> _native;

    public OperationModes(IEnumerable<Operation> native)
    {
        Native = [.. native];
        _native = Native.Select(operation => operation.Index).ToFrozenSet();
    }

    /// <summary>What this version of the native core answers.</summary>
    public static OperationModes Present { get; } = new(NativeOperations.All);

    /// <summary>The operations with a native side.</summary>
    public IReadOnlyList<Operation> Native { get; }

    public bool CanHave(Operation operation, RouteMode mode) => WhyNot(operation, mode) is null;

    /// <summary>Null where it can.</summary>
    public string? WhyNot(Operation operation, RouteMode mode) =>
        mode == RouteMode.Legacy ? null
        : !_native.Contains(operation.Index) ? "it has no native side"
        // A query may be asked twice; asking legacy again to do what native has done would do it twice.
        : mode == RouteMode.NativeShadow && operation.Kind != OperationKind.Query ? "it changes something"
        : null;
}
