using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Access.Tokens;

/// <summary>
/// Whose bearer tokens are taken. Configuration section <c>Access:Tokens</c>. Without an issuer none are.
/// </summary>
public sealed class TokenOptions : IValidatableObject
{
    /// <summary>What <c>iss</c> must be, to the letter.</summary>
    [MaxLength(500)]
    public string Issuer { get; set; } = "";

    /// <summary>What <c>aud</c> must be, or hold.</summary>
    [MaxLength(500)]
    public string Audience { get; set; } = "";

    /// <summary>Where the issuer publishes its keys: https, or http on this very machine.</summary>
    [MaxLength(1000)]
    public string KeysAddress { get; set; } = "";

    /// <summary>A file with a JSON Web Key Set, in place of <see cref="KeysAddress"/>.</summary>
    [MaxLength(1000)]
    public string KeysFile { get; set; } = "";

    /// <summary>How often the keys are read again.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan KeysRefresh { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A token with a key that is not known has the keys read again, but not oftener than this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan KeysPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long reading the keys may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan KeysTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How far the issuer's clock and ours may be apart.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Skew { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The claim that holds roles: one text, or several.</summary>
    [Required, MaxLength(100)]
    public string RoleClaim { get; set; } = "roles";

    internal bool AreTaken => Issuer.Length > 0;

    internal bool IsAllowedAddress => Uri.TryCreate(KeysAddress, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!AreTaken)
        {
            yield break;
        }

        if (Audience.Length == 0)
        {
            yield return new("Access:Tokens:Audience is missing: a token for somebody else must not be taken.");
        }

        if (KeysAddress.Length == 0 == (KeysFile.Length == 0))
        {
            yield return new("Access:Tokens needs KeysAddress or KeysFile, one of them.");
        }

        if (KeysAddress.Length > 0 && !IsAllowedAddress)
        {
            yield return new("Access:Tokens:KeysAddress is not https.");
        }
    }
}
