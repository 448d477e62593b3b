using Npgsql;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;

namespace Strangler.Postgres.Payments.Refunds;

/// <summary>
/// Has approved refunds made by the providers that took the money. Whether one was made is asked before it is asked for
/// again; what a provider refuses goes to the bank.
/// </summary>
/// <param name="sources">Of the same providers: without one, what is not known stays so for a person.</param>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ProviderRefunds(
    Database database, IReadOnlyDictionary<string, IRefunder> refunders,
    IReadOnlyDictionary<string, IChargeSource> sources)
{
    private readonly RefundRoutes _routes = new(database);

    /// <returns>How many were taken, refused, and are still to be made or looked up.</returns>
    public async Task<ProviderRefundCount> SendAsync(CancellationToken cancellation)
    {
        string[] providers = [.. refunders.Keys];
        await _routes.ChooseAsync(providers, cancellation);
        ProviderRefundCount count = new(0, 0, 0);
        long after = 0;
        for (int sent = 0; sent < RefundDesk.Most; sent++)
        {
            if (await _routes.TakeAsync(providers, after, cancellation) is not { } next)
            {
                break;
            }

            after = next.Id;
            RefundOutcome outcome = next.WasAsked
                ? await LookAsync(next, cancellation) : await AskAsync(next, cancellation);
            await _routes.EndAsync(next.Id, outcome, cancellation);
            count = outcome switch
            {
                RefundOutcome.Taken => count with { Taken = count.Taken + 1 },
                RefundOutcome.Refused => count with { Refused = count.Refused + 1 },
                _ => count with { Open = count.Open + 1 },
            };
        }

        return count;
    }

    private Task<RefundOutcome> AskAsync(RoutedRefund refund, CancellationToken cancellation) =>
        refunders[refund.Provider].RefundAsync(
            new RefundOrder($"refund-{refund.Id}", refund.Charge, refund.Amount), cancellation);

    private async Task<RefundOutcome> LookAsync(RoutedRefund refund, CancellationToken cancellation)
    {
        if (!sources.TryGetValue(refund.Provider, out IChargeSource? source))
        {
            return new RefundOutcome.Unknown("cannot be looked up");
        }

        PaymentFact paid = new(
            refund.Provider, "", PaymentFactKind.Paid, refund.Charge, null, refund.Amount, "MXN", default, default,
            default);
        return await source.FindAsync(paid, cancellation) switch
        {
            ChargeOutcome.Found { Charge.Refunded: { Centavos: 0 } } => await AskAsync(refund, cancellation),
            ChargeOutcome.Found { Charge: var charge } when charge.Refunded == refund.Amount =>
                new RefundOutcome.Taken(""),
            ChargeOutcome.Found => new RefundOutcome.Unknown("another sum was given back"),
            ChargeOutcome.Unreachable away => new RefundOutcome.Unknown(away.Reason),
            _ => new RefundOutcome.Unknown("the charge is not known"),
        };
    }
}
