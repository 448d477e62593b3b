using System.CommandLine;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>Which seal certificate a command works with: options, else the environment.</summary>
internal sealed class CsdOptions
{
    private const string CertificateVariable = "STRANGLER_CSD_CER";
    private const string KeyVariable = "STRANGLER_CSD_KEY";
    private const string PasswordFileVariable = "STRANGLER_CSD_PASSWORD_FILE";
    private const string PasswordVariable = "STRANGLER_CSD_PASSWORD";
    private const int MostBytes = 64 * 1024;

    private readonly Option<string?> _certificate = new("--csd-cer")
    {
        Description = $"The seal certificate, .cer; without it, {CertificateVariable}.",
    };

    private readonly Option<string?> _key = new("--csd-key")
    {
        Description = $"Its key, .key; without it, {KeyVariable}.",
    };

    private readonly Option<string?> _password = new("--password-file")
    {
        Description = $"A file with the key's password; without it, {PasswordFileVariable}, else {PasswordVariable}.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_certificate);
        command.Options.Add(_key);
        command.Options.Add(_password);
    }

    /// <summary>Whether there is a certificate at all, by option or environment.</summary>
    public bool IsNamed(ParseResult parsed) =>
        (parsed.GetValue(_certificate) ?? Environment.GetEnvironmentVariable(CertificateVariable)) is not null;

    /// <exception cref="CommandFailedException">There is none, or it cannot seal at the moment.</exception>
    public async Task<Csd> ReadAsync(ParseResult parsed, DateTimeOffset now, CancellationToken cancellation)
    {
        byte[] certificate = await FileAsync(parsed, _certificate, CertificateVariable, cancellation);
        byte[] key = await FileAsync(parsed, _key, KeyVariable, cancellation);
        string password = await PasswordAsync(parsed, cancellation);
        switch (CsdReader.Read(certificate, key, password))
        {
            case CsdOutcome.Refused refused:
                throw new CommandFailedException(refused.Detail);
            case CsdOutcome.Ready { Csd: var csd } when !csd.IsValidAt(now):
                csd.Dispose();
                throw new CommandFailedException(
                    $"305: the certificate {csd.Number} seals from {csd.ValidFrom:yyyy-MM-dd} to "
                    + $"{csd.ValidTo:yyyy-MM-dd}, and not on {now:yyyy-MM-dd}.");
            case CsdOutcome.Ready ready:
                return ready.Csd;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<byte[]> FileAsync(
        ParseResult parsed, Option<string?> option, string variable, CancellationToken cancellation)
    {
        string path = parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(variable)
            ?? throw new CommandFailedException($"There is no seal certificate: say {option.Name} or set {variable}.");
        try
        {
            FileInfo file = new(path);
            return file.Exists && file.Length > MostBytes
                ? throw new CommandFailedException($"{path} is longer than {MostBytes} bytes.")
                : await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{option.Name}: {failure.Message}");
        }
    }

    private async Task<string> PasswordAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if ((parsed.GetValue(_password) ?? Environment.GetEnvironmentVariable(PasswordFileVariable)) is null
            && Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } said)
        {
            return said;
        }

        byte[] bytes = await FileAsync(parsed, _password, PasswordFileVariable, cancellation);
        return System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
    }
}
