using System.Security.Cryptography;
using System.Text;

namespace Strangler.Postgres.Keys;

/// <summary>A key as its owner holds it: <c>strangler.ID.SECRET</c>.</summary>
public sealed class ApiKeyText
{
    private const string Prefix = "strangler";
    private const int IdBytes = 6;
    private const int SecretBytes = 32;
    private const int LongestText = 200;

    private readonly string _secret;

    private ApiKeyText(string id, string secret) => (Id, _secret) = (id, secret);

    public string Id { get; }

    /// <summary>SHA-256 of the secret half.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(_secret));

    public static ApiKeyText Create() => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>The same key with a new secret.</summary>
    public static ApiKeyText Create(string id) => new(
        id, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Null for a text of another form.</summary>
    public static ApiKeyText? Read(string? text) =>
        text?.Length <= LongestText && text.Split('.') is [Prefix, { Length: IdBytes * 2 } id, { Length: > 0 } secret]
            ? new ApiKeyText(id, secret)
            : null;

    /// <summary>The key itself: to be shown once, and never logged.</summary>
    public string Reveal() => $"{Prefix}.{Id}.{_secret}";

    /// <summary>Its id alone, so that it is not shown by mistake.</summary>
    public override string ToString() => Id;
}
