using Strangler.Core.Accounts;

namespace Strangler.Tests.Unit.Native;

internal static class Accounts
{
    private const int FewIterations = 10;

    /// <summary>Quick to check, unlike a real one.</summary>
    public static Account Of(string username, string password, byte salt = 1) => new(
        username, PasswordHash.Of(password, Enumerable.Repeat(salt, PasswordHash.SaltBytes).ToArray(), FewIterations),
        "a test", DateTimeOffset.UnixEpoch);
}
