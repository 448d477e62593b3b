using System.CommandLine;
using System.Security.Cryptography;
using Strangler.Cfdi.Validation;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>Who issues certificates for SAT: a folder, else the environment's.</summary>
internal static class AuthoritiesOption
{
    private const string Variable = "STRANGLER_CFDI_AUTHORITIES";

    public static Option<string?> Create() => new("--authorities")
    {
        Description = "Folder of the certificates of SAT's authorities (.cer, .crt), by which certificates are judged "
            + $"(308); without it, {Variable}, else the name of the issuer alone.",
    };

    /// <summary>Null where none are given.</summary>
    /// <exception cref="CommandFailedException">The folder cannot be read.</exception>
    public static SatAuthorities? Read(string? folder)
    {
        folder ??= Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } said ? said : null;
        try
        {
            return folder is null ? null : SatAuthorities.Read(folder);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CommandFailedException($"--authorities: {failure.Message}");
        }
    }

    public static void Warn(SatAuthorities? authorities, TextWriter error)
    {
        if (authorities is null)
        {
            error.WriteLine("Warning: 308 is judged by the name of the certificates' issuer alone (--authorities).");
        }
    }
}
