using System.Collections.Frozen;

namespace Strangler.AquaCis.Contracts;

/// <summary>One AquaCIS service: its operations, and all that its WSDL publishes.</summary>
public sealed class ServiceContract
{
    private readonly FrozenDictionary<string, Operation> _byRequest;

    internal ServiceContract(
        WsdlNames names, string ns, IReadOnlyList<WireSchema> schemas, IReadOnlyList<Operation> ops)
    {
        (Names, Namespace, Schemas, Operations) = (names, ns, schemas, ops);
        _byRequest = ops.ToFrozenDictionary(operation => operation.Request.Name, StringComparer.Ordinal);
        Faults = [.. ops.SelectMany(operation => operation.Faults).Distinct()];
    }

    /// <summary>The last segment of its path: <c>/Comercial/services/&lt;Name&gt;</c>.</summary>
    public string Name => Names.Service;

    public WsdlNames Names { get; }

    /// <summary>The namespace of every request and reply element of this service.</summary>
    public string Namespace { get; }

    public IReadOnlyList<WireSchema> Schemas { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<FaultContract> Faults { get; }

    /// <summary>By the first child of Body; null for an element that no operation takes.</summary>
    public Operation? Find(ReadOnlySpan<char> ns, ReadOnlySpan<char> localName) =>
        ns.SequenceEqual(Namespace)
        && _byRequest.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(localName, out Operation? found)
            ? found
            : null;
}
