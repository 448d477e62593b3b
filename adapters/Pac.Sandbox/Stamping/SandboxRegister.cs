using System.Collections.Concurrent;

namespace Strangler.Pac.Sandbox.Stamping;

/// <summary>What SAT knows: every stamp of every PAC. No PAC looks into it before it stamps.</summary>
internal sealed class SandboxRegister
{
    private readonly ConcurrentDictionary<Guid, StampedEntry> _byUuid = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<StampedEntry>> _byNumber = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, ConcurrentBag<StampedEntry>> _related = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<string>> _pacsByHash = new(StringComparer.Ordinal);

    public int Count => _byUuid.Count;

    /// <summary>Issuer, series and folio of which there is more than one stamp.</summary>
    public IReadOnlyList<string> StampedTwice =>
        [.. _byNumber.Where(number => number.Value.Count > 1).Select(number => number.Key)];

    /// <summary>... of which more than one is not cancelled.</summary>
    public IReadOnlyList<string> LivingTwice =>
    [
        .. _byNumber.Where(number => number.Value.Count(entry => !entry.IsCancelled) > 1).Select(number => number.Key),
    ];

    /// <summary>How many documents, to the byte, have stamps of two PACs.</summary>
    public int StampedByTwo => _pacsByHash.Count(hash => hash.Value.Count > 1);

    public StampedEntry? Find(Guid uuid) => _byUuid.GetValueOrDefault(uuid);

    public IEnumerable<StampedEntry> RelatedTo(Guid uuid) => _related.TryGetValue(uuid, out var others) ? others : [];

    /// <param name="number">Empty: the document has none.</param>
    public void Add(StampedEntry entry, string pac, string hash, string number)
    {
        _byUuid[entry.Uuid] = entry;
        _pacsByHash.GetOrAdd(hash, _ => []).Add(pac);
        foreach (Guid other in entry.Related)
        {
            _related.GetOrAdd(other, _ => []).Add(entry);
        }

        if (number.Length > 0)
        {
            _byNumber.GetOrAdd(number, _ => []).Add(entry);
        }
    }
}
