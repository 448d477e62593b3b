using System.Collections.Concurrent;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>
/// What callers have changed since the stand-in started: read back by later calls, gone with the process.
/// </summary>
internal sealed class Changes
{
    /// <summary>No more than this is kept, of all kinds together; after that a write is refused by a fault.</summary>
    public const int Limit = 100_000;

    /// <summary>Characters of one value and its key; a longer one is refused the same way.</summary>
    public const int LengthLimit = 32 * 1024;

    private readonly ConcurrentDictionary<(string Kind, string Key), string> _values = new();
    private int _lastNumber;

    /// <summary>The changed value, or null where nobody changed it.</summary>
    /// <param name="kind">What is kept: "email1", "meter-state" and so on.</param>
    public string? Find(string kind, object key) => _values.GetValueOrDefault((kind, $"{key}"));

    public void Set(string kind, object key, string? value)
    {
        (string Kind, string Key) place = (kind, $"{key}");
        if (value is null)
        {
            _values.TryRemove(place, out _);
        }
        else if (place.Key.Length + value.Length > LengthLimit)
        {
            throw new InvalidOperationException($"The stand-in keeps no change of more than {LengthLimit} characters.");
        }
        else if (_values.Count < Limit || _values.ContainsKey(place))
        {
            _values[place] = value;
        }
        else
        {
            throw new InvalidOperationException("The stand-in keeps no more changes; restart it.");
        }
    }

    /// <summary>1, 2, 3 and so on: work orders, self-readings and contacts are numbered from it.</summary>
    public int NextNumber() => Interlocked.Increment(ref _lastNumber);
}
