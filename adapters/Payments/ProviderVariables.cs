using System.Net;
using System.Text;
using Strangler.Payments.Calling;

namespace Strangler.Payments;

/// <summary>The variables of one provider.</summary>
internal sealed class ProviderVariables(Func<string, string?> read, string prefix)
{
    private const int SecretLimit = 20_000;
    private const int DefaultSeconds = 10;
    private const string PemEnd = "-----END ";

    public static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    public string? TextOrNull(string name) => read($"{prefix}_{name}") is { Length: > 0 } text ? text : null;

    public string Text(string name) => TextOrNull(name) ?? throw new FormatException($"{prefix}_{name} is missing.");

    public string Secret(string name) =>
        SecretOrNull(name) ?? throw new FormatException($"{prefix}_{name} is missing.");

    public string? SecretOrNull(string name)
    {
        if (TextOrNull(name) is { } value)
        {
            return value;
        }

        return TextOrNull(name + "_FILE") is { } path
            ? new FileInfo(path) is { Exists: true, Length: < SecretLimit } file
                ? File.ReadAllText(file.FullName).Trim()
                : throw new FormatException($"{prefix}_{name}_FILE names no file of a secret.")
            : null;
    }

    /// <summary>Several keys one after the other.</summary>
    public IReadOnlyList<string> Pems(string name)
    {
        List<string> pems = [];
        string rest = Secret(name);
        int end;
        while ((end = rest.IndexOf(PemEnd, StringComparison.Ordinal)) >= 0)
        {
            int after = rest.IndexOf("-----", end + PemEnd.Length, StringComparison.Ordinal);
            if (after < 0)
            {
                break;
            }

            pems.Add(rest[..(after + 5)]);
            rest = rest[(after + 5)..];
        }

        return pems;
    }

    /// <summary>Addresses or networks with commas.</summary>
    public IReadOnlyList<IPNetwork> Networks(string name) =>
    [
        .. (TextOrNull(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => IPNetwork.TryParse(text, out IPNetwork network) ? network
                : IPAddress.TryParse(text, out IPAddress? one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
                : throw new FormatException($"{prefix}_{name}: {text} is no address and no network.")),
    ];

    public ProviderAddress Address(string? authorization)
    {
        string text = Text("URL");
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? url)
            || (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback))
        {
            throw new FormatException($"{prefix}_URL must be an https address (http to this machine only).");
        }

        string seconds = TextOrNull("TIMEOUT_SECONDS") ?? $"{DefaultSeconds}";
        return int.TryParse(seconds, out int limit) && limit is >= 1 and <= 120
            ? new ProviderAddress(url, authorization, TimeSpan.FromSeconds(limit))
            : throw new FormatException($"{prefix}_TIMEOUT_SECONDS must be 1 to 120.");
    }
}
