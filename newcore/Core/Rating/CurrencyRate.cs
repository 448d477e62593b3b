namespace Strangler.Core.Rating;

/// <summary>
/// What one unit of a currency is worth in another on a day: kept with every amount that was converted, so that it can
/// be worked out again. Bills, debts and payments are MXN unless a plan says otherwise.
/// </summary>
/// <param name="From">ISO 4217.</param>
/// <param name="On">The day the rate was published for.</param>
/// <param name="Places">To which a converted amount is rounded, half away from zero.</param>
public sealed record CurrencyRate(string From, string To, decimal Rate, DateOnly On, int Places = 2)
{
    public const string Base = "MXN";

    /// <exception cref="ArgumentException">The amount is in another currency.</exception>
    public decimal Convert(decimal amount, string currency) => currency == From
        ? decimal.Round(amount * Rate, Places, MidpointRounding.AwayFromZero)
        : throw new ArgumentException($"A rate of {From} does not convert {currency}.", nameof(currency));
}
