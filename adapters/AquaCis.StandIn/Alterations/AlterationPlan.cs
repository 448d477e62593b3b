using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Failures;

namespace Strangler.AquaCis.StandIn.Alterations;

/// <summary>Which alterations are in force, by the names an operation goes by.</summary>
internal sealed class AlterationPlan
{
    /// <summary>Of one name.</summary>
    public const int Limit = 50;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Alteration>> _byName = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IReadOnlyList<Alteration>> InForce
    {
        get
        {
            lock (_lock)
            {
                return _byName.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<Alteration>)[.. entry.Value]);
            }
        }
    }

    /// <summary>In place of those that were in force under that name.</summary>
    public void Set(string operation, IReadOnlyList<Alteration> alterations)
    {
        lock (_lock)
        {
            _byName[operation] = [.. alterations];
        }
    }

    public void Clear(string? operation)
    {
        lock (_lock)
        {
            if (operation is null)
            {
                _byName.Clear();
            }
            else
            {
                _byName.Remove(operation);
            }
        }
    }

    /// <summary>Those that this answer gets, the closest name's first; each counts.</summary>
    public IReadOnlyList<Alteration> For(SoapRequest request)
    {
        lock (_lock)
        {
            return _byName.Count == 0
                ? []
                :
                [
                    .. new[] { request.Operation.ToString(), request.Operation.Name, Failure.Everything }
                        .SelectMany(name => Take(name, request)),
                ];
        }
    }

    private List<Alteration> Take(string name, SoapRequest request)
    {
        List<Alteration> taken = [];
        if (!_byName.TryGetValue(name, out List<Alteration>? alterations))
        {
            return taken;
        }

        for (int at = alterations.Count - 1; at >= 0; at--)
        {
            Alteration alteration = alterations[at];
            if (alteration.When is { } said && !request.Body.Says(said))
            {
                continue;
            }

            taken.Insert(0, alteration);
            if (alteration.Times is > 1)
            {
                alterations[at] = alteration with { Times = alteration.Times - 1 };
            }
            else if (alteration.Times is not null)
            {
                alterations.RemoveAt(at);
            }
        }

        return taken;
    }
}
