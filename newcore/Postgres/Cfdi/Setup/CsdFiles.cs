using System.Text;
using Strangler.Cfdi.Sealing;

namespace Strangler.Postgres.Cfdi.Setup;

/// <summary>Where seal certificates lie: pairs of files, or all of a folder.</summary>
/// <param name="Keys">In the order of the certificates.</param>
/// <param name="PasswordFiles">One for all, or one each; none where <paramref name="Password"/> says it.</param>
/// <param name="Folder">In it <c>name.cer</c>, <c>name.key</c> and perhaps <c>name.password</c>; null: none.</param>
public sealed record CsdFiles(
    IReadOnlyList<string> Certificates, IReadOnlyList<string> Keys, IReadOnlyList<string> PasswordFiles,
    string? Folder, string? Password)
{
    /// <summary>Certificates in a ring.</summary>
    public const int Most = 20;

    private const int MostBytes = 64 * 1024;

    /// <returns>To be disposed; at least one of it is in force.</returns>
    /// <exception cref="FormatException">There is none, one cannot be read, or none is in force.</exception>
    public async Task<CsdRing> ReadAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        List<Csd> read = [];
        try
        {
            foreach ((string certificate, string key, string? password) in Places())
            {
                read.Add(await ReadAsync(certificate, key, password, cancellation));
            }

            if (!read.Exists(csd => csd.IsValidAt(now)))
            {
                Csd last = read.MaxBy(csd => csd.ValidTo)!;
                throw new FormatException(
                    $"305: the certificate {last.Number} seals from {last.ValidFrom:yyyy-MM-dd} to "
                    + $"{last.ValidTo:yyyy-MM-dd}, and not on {now:yyyy-MM-dd}.");
            }

            return new CsdRing(read);
        }
        catch
        {
            read.ForEach(csd => csd.Dispose());
            throw;
        }
    }

    private List<(string Certificate, string Key, string? Password)> Places()
    {
        if (Certificates.Count != Keys.Count
            || (PasswordFiles.Count > 1 && PasswordFiles.Count != Certificates.Count))
        {
            throw new FormatException(
                $"There are {Certificates.Count} seal certificates (--csd-cer) and {Keys.Count} keys (--csd-key): each "
                + "certificate has its key, and one file of a password is for all, or each has its own.");
        }

        List<(string, string, string?)> places = [];
        for (int at = 0; at < Certificates.Count; at++)
        {
            places.Add((
                Certificates[at], Keys[at],
                PasswordFiles.Count == 0 ? null : PasswordFiles[PasswordFiles.Count == 1 ? 0 : at]));
        }

        places.AddRange(InFolder());
        return places.Count is > 0 and <= Most
            ? places
            : throw new FormatException(places.Count == 0
                ? "There is no seal certificate: say --csd-cer or --csd-dir, or set STRANGLER_CSD_CER or _DIR."
                : $"There are more than {Most} seal certificates.");
    }

    private IEnumerable<(string, string, string?)> InFolder()
    {
        if (Folder is null)
        {
            return [];
        }

        try
        {
            return [.. Directory.GetFiles(Folder, "*.cer").Order(StringComparer.Ordinal).Select(certificate => (
                certificate, Path.ChangeExtension(certificate, ".key"),
                File.Exists(Path.ChangeExtension(certificate, ".password"))
                    ? Path.ChangeExtension(certificate, ".password")
                    : PasswordFiles.Count == 1 ? PasswordFiles[0] : null))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"--csd-dir, STRANGLER_CSD_DIR: {failure.Message}");
        }
    }

    private async Task<Csd> ReadAsync(
        string certificate, string key, string? passwordFile, CancellationToken cancellation)
    {
        byte[] der = await BytesAsync("--csd-cer, STRANGLER_CSD_CER", certificate, cancellation);
        byte[] encrypted = await BytesAsync("--csd-key, STRANGLER_CSD_KEY", key, cancellation);
        string password = passwordFile is not null
            ? Encoding.UTF8.GetString(await BytesAsync(
                "--password-file, STRANGLER_CSD_PASSWORD_FILE", passwordFile, cancellation)).TrimEnd('\r', '\n')
            : Password ?? throw new FormatException(
                "There is no password of the seal certificate: say --password-file, or set "
                + "STRANGLER_CSD_PASSWORD_FILE or STRANGLER_CSD_PASSWORD.");
        return CsdReader.Read(der, encrypted, password) switch
        {
            CsdOutcome.Ready ready => ready.Csd,
            CsdOutcome.Refused refused =>
                throw new FormatException($"{Path.GetFileName(certificate)}: {refused.Detail}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<byte[]> BytesAsync(string what, string path, CancellationToken cancellation)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MostBytes }
                ? throw new FormatException($"{path} is longer than {MostBytes} bytes.")
                : await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{what}: {failure.Message}");
        }
    }
}
