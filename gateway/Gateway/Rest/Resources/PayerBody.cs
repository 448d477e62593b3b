namespace Strangler.Gateway.Rest.Resources;

/// <summary>Who pays, for providers that demand it; not kept.</summary>
internal sealed record PayerBody(string? Name = null, string? Email = null, string? Phone = null);
