using System.Text.Json.Nodes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Payments.Calling;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Conekta;

/// <summary>
/// Conekta's REST services and OXXO Pay's, which have other addresses and media types. Neither documents a key against
/// repetition: an order whose answer was lost stays unpaid until it expires, and bears our reference if it is paid. So
/// HTTP 503 is not asked again here.
/// </summary>
internal sealed class ConektaClient(string provider, ProviderCall call, bool storesOnly)
    : IChargeSource, IChargeMaker, IRefunder
{
    private const int MostCharges = 20;

    public string Provider => provider;

    public bool Makes(ChargeKind kind) => kind == ChargeKind.Store
        || (!storesOnly && kind is ChargeKind.Transfer or ChargeKind.CardLink);

    public async Task<ChargeOutcome> FindAsync(PaymentFact told, CancellationToken cancellation)
    {
        string[] names = (told.Charge ?? "").Split(':');
        return names.Length != 2
            ? new ChargeOutcome.Unknown()
            : Answers.Charge(
                await call.GetAsync($"orders/{Uri.EscapeDataString(names[0])}", cancellation),
                order => Find(order, names[1]));
    }

    public async Task<MakeOutcome> MakeAsync(ChargeOrder order, CancellationToken cancellation)
    {
        if (!Makes(order.Kind) || order.Payer is null)
        {
            return new MakeOutcome.Refused(order.Payer is null ? "payer" : "kind");
        }

        return Answers.Made(
            await call.PostAsync("orders", ConektaOrders.Write(order, order.Payer), cancellation),
            answer => ConektaOrders.Read(answer, order), Code);
    }

    public async Task<RefundOutcome> RefundAsync(RefundOrder order, CancellationToken cancellation)
    {
        string number = order.Charge.Split(':')[0];
        JsonObject body = new() { ["amount"] = order.Amount.Centavos, ["reason"] = "requested_by_client" };
        return Answers.Refunded(
            await call.PostAsync($"orders/{Uri.EscapeDataString(number)}/refunds", body, cancellation),
            answer => answer["id"].Id(), Code);
    }

    private static ProviderCharge? Find(JsonField order, string wanted)
    {
        foreach (JsonField charge in order["charges"]["data"].Items(MostCharges))
        {
            if (charge["id"].Id() == wanted)
            {
                return new ProviderCharge(
                    ConektaNames.Charge(order["id"].Id(), wanted), ConektaNames.Reference(charge, order),
                    charge["amount"].Centavos(), charge["currency"].Currency(), StatusOf(charge["status"].Id()))
                {
                    Refunded = new Money(
                        order["amount_refunded"].IsMissing ? 0 : order["amount_refunded"].Whole()),
                };
            }
        }

        return null;
    }

    private static ChargeStatus StatusOf(string status) => status switch
    {
        "paid" or "partially_refunded" => ChargeStatus.Paid,
        "refunded" => ChargeStatus.Refunded,
        "charged_back" => ChargeStatus.ChargedBack,
        "expired" => ChargeStatus.Expired,
        "canceled" or "reversed" => ChargeStatus.Cancelled,
        "declined" => ChargeStatus.Failed,
        _ => ChargeStatus.Pending,
    };

    private static string Code(JsonField answer) => answer["details"].Items(MostCharges) is [var first, ..]
        ? first["code"].Id() : answer["type"].Id();
}
