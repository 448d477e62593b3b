using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>Money that came or went, as a provider's settlement or a bank's statement says.</summary>
/// <param name="Number">Its own number with whoever says it.</param>
/// <param name="Day">When it was booked.</param>
/// <param name="Gross">What was paid; below zero where it was taken back.</param>
/// <param name="Fee">What was kept of it; below zero where a fee was given back.</param>
/// <param name="FeeTax">The IVA of that fee.</param>
/// <param name="Net">What moved: every peso of it is to be accounted for.</param>
/// <param name="Reference">What it was paid against; null where nothing is said.</param>
/// <param name="Charge">The charge's number or the transfer's tracking key; null where nothing is said.</param>
/// <param name="Text">For people; no rule looks at it.</param>
public sealed record StatementLine(
    LineKey Key, string Number, DateOnly Day, Money Gross, Money Fee, Money FeeTax, Money Net, string? Reference,
    string? Charge, LineTwin Twin = LineTwin.None, string? Text = null)
{
    /// <summary>Centavos by which a net may miss gross less fee and IVA.</summary>
    public const int MostRounding = 1;

    /// <summary>What was kept by rounding fee and IVA together.</summary>
    public Money Rounding => Gross - Fee - FeeTax - Net;

    /// <summary>Whether it says what was kept.</summary>
    public bool StatesCost => Fee != Money.Zero || FeeTax != Money.Zero || Gross != Net;
}
