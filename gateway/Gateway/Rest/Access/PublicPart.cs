namespace Strangler.Gateway.Rest.Access;

/// <summary>Metadata of an endpoint of /api that shows nothing but documentation, and asks for no key.</summary>
internal sealed record PublicPart;
