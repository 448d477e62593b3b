using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>Why less arrives than was paid.</summary>
/// <param name="Rounding">Centavos that are neither: of fees that were rounded together.</param>
public readonly record struct Cost(Money Fee, Money Tax, Money Rounding)
{
    public Money Total => Fee + Tax + Rounding;

    public static Cost operator +(Cost left, Cost right) =>
        new(left.Fee + right.Fee, left.Tax + right.Tax, left.Rounding + right.Rounding);
}
