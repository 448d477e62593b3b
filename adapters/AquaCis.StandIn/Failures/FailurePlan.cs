using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.StandIn.Failures;

/// <summary>Which failures are in force: at most one for each name an operation goes by, and one for all.</summary>
internal sealed class FailurePlan
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Failure> _byName = new(StringComparer.Ordinal);

    public IReadOnlyList<Failure> InForce
    {
        get
        {
            lock (_lock)
            {
                return [.. _byName.Values.OrderBy(failure => failure.Operation, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Whether it is *, an operation's name, or its name after its service's and a point.</summary>
    public static bool Knows(string operation) => operation == Failure.Everything
        || ContractCatalog.AquaCis.Operations.Any(known => known.Name == operation || known.ToString() == operation);

    public void Set(Failure failure)
    {
        lock (_lock)
        {
            _byName[failure.Operation] = failure;
        }
    }

    public void Clear(string operation)
    {
        lock (_lock)
        {
            _byName.Remove(operation);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _byName.Clear();
        }
    }

    /// <summary>What this call is hit by, or null: the closest name first. Each call counts.</summary>
    public Failure? Hit(Operation operation)
    {
        lock (_lock)
        {
            return _byName.Count == 0
                ? null
                : Hit(operation.ToString()) ?? Hit(operation.Name) ?? Hit(Failure.Everything);
        }
    }

    private Failure? Hit(string name)
    {
        if (!_byName.TryGetValue(name, out Failure? failure))
        {
            return null;
        }

        if (failure.Times is > 1)
        {
            _byName[name] = failure with { Times = failure.Times - 1 };
        }
        else if (failure.Times is not null)
        {
            _byName.Remove(name);
        }

        return failure;
    }
}
