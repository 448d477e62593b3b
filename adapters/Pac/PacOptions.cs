namespace Strangler.Pac;

/// <summary>Where a PAC is and who we are there.</summary>
/// <param name="Address">Of the services.</param>
/// <param name="User">Of the account; a password or token is never written to logs.</param>
/// <param name="Token">Of SW, one that does not end; then user and password are not needed.</param>
public sealed record PacOptions(Uri Address, string User, string Password, string? Token = null)
{
    /// <summary>Of one call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where SW keeps what it stamped; null: at <see cref="Address"/>.</summary>
    public Uri? ArchiveAddress { get; init; }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"PAC at {Address}";
}
