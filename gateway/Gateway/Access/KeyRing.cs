using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Strangler.Core.Access;
using Strangler.Postgres.Keys;

namespace Strangler.Gateway.Access;

/// <summary>Whose an API key is. Good ones are remembered for a moment: not every request asks for them.</summary>
/// <param name="store">Null where no database is configured.</param>
internal sealed class KeyRing(ApiKeyStore? store, TimeProvider clock, IOptions<AccessOptions> options)
{
    /// <summary>Keys remembered; with more all are forgotten.</summary>
    private const int Remembered = 1000;

    private readonly ConcurrentDictionary<string, (byte[] Hash, Recognition.Known Known, long At)> _good = new();

    /// <summary>Whether there can be keys at all.</summary>
    public bool IsOpen => store is not null;

    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    /// <param name="mayRecall">False where a revoked key must be wrong at once.</param>
    public async ValueTask<Recognition> FindAsync(
        ApiKeyText text, bool mayRecall, CancellationToken cancellation)
    {
        if (store is null)
        {
            return Recognition.NoKeys;
        }

        byte[] hash = text.Hash();
        long now = clock.GetTimestamp();
        if (mayRecall && _good.TryGetValue(text.Id, out (byte[] Hash, Recognition.Known Known, long At) good)
            && clock.GetElapsedTime(good.At, now) < options.Value.KeyMemory
            && CryptographicOperations.FixedTimeEquals(good.Hash, hash))
        {
            return good.Known;
        }

        if (await store.FindAsync(text, cancellation) is not { Terms: var terms } key)
        {
            _good.TryRemove(text.Id, out _);
            return Recognition.Nobody;
        }

        if (_good.Count >= Remembered)
        {
            _good.Clear();
        }

        Recognition.Known known = new(new Caller(
            key.Name, Scopes.Of(terms.Role, terms.Scopes), terms.PerSecond, terms.PerDay));
        _good[text.Id] = (hash, known, now);
        return known;
    }
}
