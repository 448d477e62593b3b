namespace Strangler.Gateway.Access.Audit;

/// <summary>Metadata of an endpoint that is an administrative act: who calls it is written down.</summary>
internal sealed record Audited;
