namespace Strangler.Payments.Sandbox.Sending;

/// <summary>One webhook on its way.</summary>
internal sealed record Delivery(string Provider, byte[] Body, string? Header, string? Value);
