using System.Security.Cryptography;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Validation;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.Postgres.Cfdi.Setup;

/// <summary>
/// Who issues and with which certificates, by the names of docs/cfdi.md. Several certificates and keys in one setting
/// are separated as paths are. All is read anew each time: files may be mended while somebody waits.
/// </summary>
/// <param name="read">A setting by its name; null where it is not set.</param>
public sealed class IssuerSetup(Func<string, string?> read)
{
    private const string Profile = "STRANGLER_CFDI_PROFILE";
    private const string Rfc = "STRANGLER_CFDI_RFC";
    private const string Authorities = "STRANGLER_CFDI_AUTHORITIES";

    /// <summary>The folder of SAT's certificates of PACs.</summary>
    public const string PacCertificates = "STRANGLER_PAC_CERTIFICATES";

    public bool NamesIssuer => Said(Profile) is not null || Said(Rfc) is not null;

    public bool NamesCertificate => Said("STRANGLER_CSD_CER") is not null || Said("STRANGLER_CSD_DIR") is not null;

    public CsdFiles Files => new(
        Paths("STRANGLER_CSD_CER"), Paths("STRANGLER_CSD_KEY"), Paths("STRANGLER_CSD_PASSWORD_FILE"),
        Said("STRANGLER_CSD_DIR"), Said("STRANGLER_CSD_PASSWORD"));

    /// <param name="path">Of a profile that was named otherwise; null: by the settings.</param>
    /// <exception cref="FormatException">There is none, or it cannot be read; the message says which.</exception>
    public async Task<IssuerProfile> ProfileAsync(string? path, CancellationToken cancellation) =>
        await FileAsync(path, cancellation) with { Authorities = ReadAuthorities() };

    private Task<IssuerProfile> FileAsync(string? path, CancellationToken cancellation) =>
        (path ?? Said(Profile)) is { } named
            ? ProfileFile.ReadAsync(named, cancellation)
            : new ProfileFile(Needed("RFC"), Needed("NAME"), Needed("REGIME"), Needed("POSTAL_CODE"))
                .ToProfileAsync(Environment.CurrentDirectory, cancellation);

    private SatAuthorities? ReadAuthorities()
    {
        try
        {
            return Said(Authorities) is { } folder ? SatAuthorities.Read(folder) : null;
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException($"{Authorities}: {failure.Message}");
        }
    }

    public string? Said(string name) => read(name) is { Length: > 0 } said ? said : null;

    private string Needed(string name) => Said($"STRANGLER_CFDI_{name}") ?? throw new FormatException(
        $"There is no issuer: say --profile, or set {Profile} or STRANGLER_CFDI_{name}.");

    private string[] Paths(string name) =>
        Said(name)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
