using Strangler.Core.Billing;

namespace Strangler.Core.Adjustments;

/// <summary>What an adjustment changes of the facts an invoice was rated by; null: nothing.</summary>
/// <param name="Quantity">Billed cubic metres, in place of those before.</param>
/// <param name="Plan">The tariff plan's code.</param>
/// <param name="Granted">A social programme that the contract had after all.</param>
/// <param name="Revoked">One that it had not.</param>
public sealed record FactsCorrection(
    decimal? Quantity = null, string? Plan = null, string? Granted = null, string? Revoked = null)
{
    public void ApplyTo(BillInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Facts.Quantity = Quantity ?? input.Facts.Quantity;
        input.Plan = Plan ?? input.Plan;
        if (Granted is not null && !input.Facts.Programmes.Contains(Granted))
        {
            input.Facts.Programmes = [.. input.Facts.Programmes, Granted];
        }

        if (Revoked is not null)
        {
            input.Facts.Programmes = [.. input.Facts.Programmes.Where(programme => programme != Revoked)];
        }
    }
}
