using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>References as files pad them.</summary>
internal static class ReferenceText
{
    /// <summary>A contract's reference without what collectors put behind it; any other without blanks.</summary>
    public static string? Normal(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : PaymentReference.TryRead(text, out ContractNumber contract) ? PaymentReference.Of(contract)
        : text.Trim();
}
