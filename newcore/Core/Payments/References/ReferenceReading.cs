using Strangler.Core.Identity;

namespace Strangler.Core.Payments.References;

/// <summary>A reference as it came back from a collector.</summary>
/// <param name="Reference">Null: it cannot be told.</param>
public sealed record ReferenceReading(DocumentReference? Reference, ReferenceFindings Findings)
{
    /// <summary>With what the payment says about it.</summary>
    public ReferenceReading PaidWith(Money amount, DateOnly day) => Reference is null ? this : this with
    {
        Findings = Findings
            | (day > Reference.LastDay ? ReferenceFindings.Expired : ReferenceFindings.None)
            | (amount != Reference.Amount ? ReferenceFindings.AmountDiffers : ReferenceFindings.None),
    };
}
