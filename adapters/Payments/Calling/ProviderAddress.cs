namespace Strangler.Payments.Calling;

/// <summary>Where a provider is and who we are there.</summary>
/// <param name="Url">Ends in a slash.</param>
/// <param name="Authorization">The whole header; null: none.</param>
internal sealed record ProviderAddress(Uri Url, string? Authorization, TimeSpan Timeout)
{
    public string Accept { get; init; } = "application/json";

    /// <param name="path">Below the address; empty or a question for itself.</param>
    public Uri At(string path) => path.Length == 0 || path[0] == '?'
        ? new Uri(Url.AbsoluteUri.TrimEnd('/') + path) : new Uri(Url, path);

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"provider at {Url}";
}
