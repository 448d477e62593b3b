namespace Strangler.Payments.Sandbox.Charges;

/// <summary>A transfer that came in.</summary>
/// <param name="Pesos">With two decimals.</param>
internal sealed record SandboxTransfer(string Tracking, string Account, string Pesos);
