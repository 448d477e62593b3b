using Strangler.Cfdi.Stamping;

namespace Strangler.Pac;

/// <summary>
/// The PACs of an installation, from environment variables: <c>STRANGLER_PACS=finkok,sw</c> in the order of preference,
/// and for each <c>STRANGLER_PAC_FINKOK_URL</c>, <c>_USER</c>, <c>_PASSWORD</c>, <c>_TOKEN</c>, <c>_ARCHIVE_URL</c>,
/// <c>_TIMEOUT_SECONDS</c>. A secret may lie in a file instead, named by the variable with <c>_FILE</c> at its end.
/// </summary>
public sealed class PacSettings(Func<string, string?> read)
{
    private const int SecretLimit = 10_000;

    public static PacSettings FromEnvironment() => new(Environment.GetEnvironmentVariable);

    /// <returns>None where none is named.</returns>
    /// <exception cref="FormatException">
    /// A PAC is not known or lacks something; the message names the variable.
    /// </exception>
    public IReadOnlyList<IPac> Create(HttpClient http) =>
    [
        .. (read("STRANGLER_PACS") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => PacClients.Create(name, OptionsOf(name), http)),
    ];

    private PacOptions OptionsOf(string name)
    {
        string prefix = "STRANGLER_PAC_" + name.ToUpperInvariant().Replace('.', '_');
        string? token = Secret(prefix + "_TOKEN");
        PacOptions options = new(
            AddressIn(prefix + "_URL") ?? throw new FormatException($"{prefix}_URL is missing."),
            read(prefix + "_USER") ?? (token is null ? throw new FormatException($"{prefix}_USER is missing.") : ""),
            Secret(prefix + "_PASSWORD")
                ?? (token is null ? throw new FormatException($"{prefix}_PASSWORD is missing.") : ""),
            token)
        {
            ArchiveAddress = AddressIn(prefix + "_ARCHIVE_URL"),
        };
        return read(prefix + "_TIMEOUT_SECONDS") is { } text
            ? options with { Timeout = SecondsIn(prefix + "_TIMEOUT_SECONDS", text) }
            : options;
    }

    private static TimeSpan SecondsIn(string variable, string text) =>
        int.TryParse(text, out int seconds) && seconds is >= 1 and <= 600
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"{variable} must be 1 to 600.");

    private Uri? AddressIn(string variable) => read(variable) switch
    {
        null or "" => null,
        { } text when Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (IsSafe(uri) || uri.IsLoopback) => uri,
        _ => throw new FormatException($"{variable} must be an https address (http to this machine only)."),
    };

    private static bool IsSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps;

    private string? Secret(string variable)
    {
        if (read(variable) is { Length: > 0 } value)
        {
            return value;
        }

        return read(variable + "_FILE") is { Length: > 0 } path
            ? new FileInfo(path) is { Exists: true, Length: < SecretLimit } file
                ? File.ReadAllText(file.FullName).Trim()
                : throw new FormatException($"{variable}_FILE names no file of a secret.")
            : null;
    }
}
