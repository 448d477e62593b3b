namespace Strangler.Gateway.Rest.Access;

/// <summary>What a caller must be allowed to, metadata of an endpoint.</summary>
internal sealed record RequiredScope(string Name)
{
    /// <summary>Whether it changes anything.</summary>
    public bool IsWrite => Name.EndsWith(".write", StringComparison.Ordinal);
}
