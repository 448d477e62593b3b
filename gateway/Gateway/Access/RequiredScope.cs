namespace Strangler.Gateway.Access;

/// <summary>What a caller must be allowed to: metadata of an endpoint.</summary>
/// <param name="Name">One of <see cref="Core.Access.Scopes"/>.</param>
internal sealed record RequiredScope(string Name);
