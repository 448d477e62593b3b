using System.Globalization;
using Microsoft.Extensions.Options;
using Strangler.Core.Payments.Providers;
using Strangler.Payments;
using Strangler.Postgres.Payments.Charges;

namespace Strangler.Gateway.Payments;

/// <summary>
/// Has charges made by the providers in their order: the next one where nothing was made, the same one where that is
/// not known.
/// </summary>
internal sealed class ChargeDesk(PaymentProviders providers, ChargeStore store, IOptions<PaymentsOptions> options)
{
    private const int Tries = 2;

    /// <summary>Kinds that some provider makes.</summary>
    public IReadOnlyList<string> Kinds =>
    [
        .. Enum.GetValues<ChargeKind>().Where(kind => providers.MakersOf(kind).Any()).Select(ChargeStore.NameOf),
    ];

    /// <param name="charge">To be made by this caller.</param>
    /// <param name="payer">Null: the utility's own.</param>
    public async Task<ChargeAnswer> MakeAsync(KeptCharge charge, Payer? payer, CancellationToken cancellation)
    {
        ChargeOrder order = OrderOf(charge, payer);
        string? refused = null;
        foreach (IChargeMaker maker in providers.MakersOf(charge.Kind)
            .Where(maker => charge.Provider is null || charge.Provider == maker.Provider))
        {
            await store.AskingAsync(charge.Id, maker.Provider, cancellation);
            switch (await AskAsync(maker, order, cancellation))
            {
                case MakeOutcome.Made made:
                    await store.MadeAsync(charge.Id, maker.Provider, made, cancellation);
                    return new ChargeAnswer.Made((await store.FindAsync(charge.Id, cancellation))!);
                case MakeOutcome.Refused no:
                    refused = no.Code;
                    break;
                case MakeOutcome.Unavailable when charge.Provider is null:
                    break;
                default:
                    // A second provider's charge beside it could be paid, too.
                    await store.ReleaseAsync(charge.Id, mayBeMade: true, cancellation);
                    return new ChargeAnswer.Unknown();
            }
        }

        if (refused is not null)
        {
            await store.FailAsync(charge.Id, refused, cancellation);
            return new ChargeAnswer.Refused(refused);
        }

        await store.ReleaseAsync(charge.Id, mayBeMade: false, cancellation);
        return new ChargeAnswer.Away([.. Kinds.Where(kind => kind != ChargeStore.NameOf(charge.Kind))]);
    }

    /// <summary>What is not known is asked once more at once, under the same key.</summary>
    private static async Task<MakeOutcome> AskAsync(
        IChargeMaker maker, ChargeOrder order, CancellationToken cancellation)
    {
        MakeOutcome outcome = new MakeOutcome.Unknown("not asked");
        bool mayBeMade = false;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            outcome = await maker.MakeAsync(order, cancellation);
            if (outcome is not MakeOutcome.Unknown)
            {
                return mayBeMade && outcome is MakeOutcome.Unavailable
                    ? new MakeOutcome.Unknown("away since") : outcome;
            }

            mayBeMade = true;
        }

        return outcome;
    }

    private ChargeOrder OrderOf(KeptCharge charge, Payer? payer)
    {
        PaymentsOptions own = options.Value;
        payer ??= own.PayerEmail.Length > 0 ? new Payer(own.PayerName, own.PayerEmail, own.PayerPhone) : null;
        return new ChargeOrder(
            charge.Id.ToString("N", CultureInfo.InvariantCulture), charge.Kind, charge.Reference.Amount,
            charge.Reference.Text, own.Concept, charge.ExpiresAt)
        {
            Payer = payer,
        };
    }
}
