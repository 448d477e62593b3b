using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Security;
using Strangler.Core.Accounts;

namespace Strangler.Gateway.Native.Accounts;

/// <summary>
/// Whether a password is the account's. Working that out costs a tenth of a second on purpose, so what came out is
/// remembered, few are worked out at once, and few may wait: wrong passwords must not slow down everybody else.
/// </summary>
internal sealed class PasswordCheck(TimeProvider clock, IOptions<NativeOptions> options) : IDisposable
{
    /// <summary>Stands in for the hash of a name nobody has, so that it takes as long.</summary>
    private static readonly PasswordHash Nobody = new(
        RandomNumberGenerator.GetBytes(PasswordHash.SaltBytes), RandomNumberGenerator.GetBytes(32),
        PasswordHash.UsualIterations);

    private readonly PasswordMemory _memory = new(clock, options.Value.PasswordMemory);
    private readonly SemaphoreSlim _slots = new(options.Value.ConcurrentChecks);
    private int _waiting;

    /// <summary>Null where it was not worked out: too many are waiting, or it waited for too long.</summary>
    public ValueTask<bool?> IsRightAsync(UsernameToken token, Account? account, CancellationToken cancellation)
    {
        PasswordHash? previous = account?.PreviousAt(clock.GetUtcNow());
        UInt128 question = _memory.Question(token, account, previous);
        return _memory.Recall(question) is { } known
            ? new(known)
            : new(WorkOutAsync(question, token.Password, account, previous, cancellation));
    }

    public void Dispose() => _slots.Dispose();

    private async Task<bool?> WorkOutAsync(
        UInt128 question, string password, Account? account, PasswordHash? previous,
        CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > options.Value.WaitingChecks + options.Value.ConcurrentChecks
                || !await _slots.WaitAsync(options.Value.Timeout, cancellation))
            {
                return null;
            }

            try
            {
                // Whoever was waited for may have asked the same.
                return _memory.Recall(question) ?? await Task.Run(Compare, CancellationToken.None);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        bool Compare()
        {
            bool right = ((account?.Password ?? Nobody).Matches(password) && account is not null)
                || previous?.Matches(password) == true;
            _memory.Remember(question, right);
            return right;
        }
    }
}
