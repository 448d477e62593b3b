using System.CommandLine;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Cfdi.Setup;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>Which seal certificates a command works with: options, else the environment.</summary>
/// <param name="read">The environment; null: the process's.</param>
internal sealed class CsdOptions(Func<string, string?>? read = null)
{
    private readonly IssuerSetup _setup = new(read ?? Environment.GetEnvironmentVariable);

    private readonly Option<string[]> _certificate = new("--csd-cer")
    {
        Description = "A seal certificate, .cer, or several; without it, STRANGLER_CSD_CER.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _key = new("--csd-key")
    {
        Description = "Its key, .key, or those of all in their order; without it, STRANGLER_CSD_KEY.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _password = new("--password-file")
    {
        Description = "A file with the password of all keys, or one each; without it, STRANGLER_CSD_PASSWORD_FILE, "
            + "else STRANGLER_CSD_PASSWORD.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _folder = new("--csd-dir")
    {
        Description = "A folder of several: name.cer, name.key, name.password; without it, STRANGLER_CSD_DIR.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_certificate);
        command.Options.Add(_key);
        command.Options.Add(_password);
        command.Options.Add(_folder);
    }

    /// <summary>Whether there is a certificate at all, by option or environment.</summary>
    public bool IsNamed(ParseResult parsed) => NamesFiles(parsed) || _setup.NamesCertificate;

    /// <summary>All of them; to be disposed.</summary>
    /// <exception cref="CommandFailedException">There is none, or none can seal at the moment.</exception>
    public async Task<CsdRing> RingAsync(ParseResult parsed, DateTimeOffset now, CancellationToken cancellation)
    {
        CsdFiles files = _setup.Files;
        if (NamesFiles(parsed))
        {
            files = files with
            {
                Certificates = parsed.GetValue(_certificate) ?? [],
                Keys = parsed.GetValue(_key) is { Length: > 0 } keys ? keys : files.Keys,
                Folder = parsed.GetValue(_folder),
            };
        }

        if (parsed.GetValue(_password) is { Length: > 0 } passwords)
        {
            files = files with { PasswordFiles = passwords };
        }

        try
        {
            return await files.ReadAsync(now, cancellation);
        }
        catch (FormatException problem)
        {
            throw new CommandFailedException(problem.Message);
        }
    }

    /// <summary>The latest that is in force.</summary>
    /// <exception cref="CommandFailedException">There is none, or it cannot seal at the moment.</exception>
    public async Task<Csd> ReadAsync(ParseResult parsed, DateTimeOffset now, CancellationToken cancellation)
    {
        CsdRing ring = await RingAsync(parsed, now, cancellation);
        Csd chosen = ring.All.Where(csd => csd.IsValidAt(now)).MaxBy(csd => csd.ValidFrom)!;
        foreach (Csd other in ring.All.Where(csd => csd != chosen))
        {
            other.Dispose();
        }

        return chosen;
    }

    private bool NamesFiles(ParseResult parsed) =>
        parsed.GetValue(_certificate) is { Length: > 0 } || parsed.GetValue(_folder) is not null;
}
