namespace Strangler.Gateway.Access;

/// <summary>Metadata of an endpoint that asks for no credential, and why it need not.</summary>
internal sealed record PublicPart(string Why);
