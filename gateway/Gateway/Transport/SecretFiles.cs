namespace Strangler.Gateway.Transport;

/// <summary>
/// Settings that are secrets may stand in a file, named by the setting with <c>_FILE</c> behind it: so containers are
/// given secrets.
/// </summary>
internal static class SecretFiles
{
    private const string Suffix = "_FILE";
    private static readonly string[] Secrets = ["STRANGLER_DB"];

    /// <exception cref="InvalidOperationException">Both are set, or the file cannot be read.</exception>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        foreach (string secret in Secrets)
        {
            if (configuration[secret + Suffix] is not { Length: > 0 } file)
            {
                continue;
            }

            if (configuration[secret] is { Length: > 0 })
            {
                throw new InvalidOperationException($"{secret} and {secret}{Suffix} are both set; only one may be.");
            }

            configuration.AddInMemoryCollection([new(secret, FirstLine(secret, file))]);
        }
    }

    private static string FirstLine(string secret, string file)
    {
        try
        {
            return File.ReadLines(file).First().Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The file that {secret}{Suffix} names cannot be read, or is empty.");
        }
    }
}
