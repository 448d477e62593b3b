namespace Strangler.Payments.Calling;

/// <summary>Where a provider is and who we are there.</summary>
/// <param name="Url">Ends in a slash.</param>
/// <param name="Authorization">The whole header; null: none.</param>
internal sealed record ProviderAddress(Uri Url, string? Authorization, TimeSpan Timeout)
{
    public string Accept { get; init; } = "application/json";

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"provider at {Url}";
}
