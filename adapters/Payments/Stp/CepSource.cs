using System.Globalization;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Payments.Calling;

namespace Strangler.Payments.Stp;

/// <summary>
/// Banco de México's proof of a transfer (CEP), through a provider that asks for it: its own page demands a person. The
/// question holds amount and account, so whatever is settled is so with these.
/// </summary>
internal sealed class CepSource(string provider, string ourBank, ProviderCall call) : IChargeSource
{
    public string Provider => provider;

    public async Task<ChargeOutcome> FindAsync(PaymentFact told, CancellationToken cancellation)
    {
        string[] names = (told.Charge ?? "").Split(':');
        if (names.Length != 3)
        {
            return new ChargeOutcome.Unknown();
        }

        string question = string.Create(
            CultureInfo.InvariantCulture,
            $"?tipoCriterio=T&fecha={told.Day:yyyy-MM-dd}&criterio={Uri.EscapeDataString(names[2])}"
            + $"&emisor={names[1]}&receptor={ourBank}&cuenta={told.Reference}&monto={told.Amount}");
        return Answers.Charge(
            await call.GetAsync(question, cancellation),
            answer => new ProviderCharge(told.Charge!, told.Reference, told.Amount, "MXN", StatusOf(
                answer["estatusBanxico"].Text())));
    }

    private static ChargeStatus StatusOf(string state) =>
        state == "Liquidado" ? ChargeStatus.Paid : ChargeStatus.Pending;
}
