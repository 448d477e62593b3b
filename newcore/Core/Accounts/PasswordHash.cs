using System.Security.Cryptography;

namespace Strangler.Core.Accounts;

/// <summary>What is kept of a password: PBKDF2 over SHA-512, with a salt of its own.</summary>
public sealed record PasswordHash(ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Hash, int Iterations)
{
    public const int SaltBytes = 16;

    /// <summary>About a tenth of a second; kept with each hash, so that it can be raised.</summary>
    public const int UsualIterations = 210_000;

    private const int HashBytes = 32;

    /// <param name="salt">Random, <see cref="SaltBytes"/> long.</param>
    public static PasswordHash Of(string password, ReadOnlyMemory<byte> salt, int iterations = UsualIterations) =>
        new(salt, Derive(password, salt, iterations, HashBytes), iterations);

    /// <summary>Takes as long for a wrong password as for the right one.</summary>
    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(
        Derive(password, Salt, Iterations, Hash.Length), Hash.Span);

    private static byte[] Derive(string password, ReadOnlyMemory<byte> salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt.Span, iterations, HashAlgorithmName.SHA512, length);
}
