using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Transport;

/// <summary>The certificate of the gateway's https addresses. Configuration section <c>Tls</c>.</summary>
public sealed class TlsOptions : IValidatableObject
{
    /// <summary>A PEM file with the chain, or a PFX file; empty: Kestrel's own settings hold.</summary>
    [MaxLength(1000)]
    public string Certificate { get; set; } = "";

    /// <summary>The PEM file of the private key, where it is not in <see cref="Certificate"/>.</summary>
    [MaxLength(1000)]
    public string Key { get; set; } = "";

    /// <summary>A file whose first line is the password of the PFX file or of the key.</summary>
    [MaxLength(1000)]
    public string PasswordFile { get; set; } = "";

    /// <summary>How often the files are looked at for a new certificate.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan Recheck { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long browsers are told to come by https only; zero: they are not told.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "730.00:00:00")]
    public TimeSpan Hsts { get; set; } = TimeSpan.FromDays(365);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ((string[])[Certificate, Key, PasswordFile]).Where(file => file.Length > 0 && !File.Exists(file))
            .Select(file => new ValidationResult($"Tls: there is no file {file}."));
}
