using System.Globalization;
using System.Text.Json.Nodes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Readings;
using Strangler.Payments.Calling;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Openpay;

/// <summary>
/// Openpay's REST services. It refuses an order number a second time (error 1006): the charge of that number is then
/// looked up instead.
/// </summary>
internal sealed class OpenpayClient(string provider, string merchant, ProviderCall call, Uri? returnTo)
    : IChargeSource, IChargeMaker, IRefunder
{
    private const string TakenBefore = "1006";

    private readonly string _charges = $"v1/{Uri.EscapeDataString(merchant)}/charges";

    public string Provider => provider;

    public bool Makes(ChargeKind kind) => kind is ChargeKind.Store or ChargeKind.Transfer
        || (kind == ChargeKind.CardLink && returnTo is not null);

    public async Task<ChargeOutcome> FindAsync(PaymentFact told, CancellationToken cancellation) =>
        told.Charge is not { } charge ? new ChargeOutcome.Unknown() : Answers.Charge(
            await call.GetAsync($"{_charges}/{Uri.EscapeDataString(charge)}", cancellation),
            answer => new ProviderCharge(
                answer["id"].Id(), OpenpayFacts.Reference(answer), answer["amount"].Pesos(),
                answer["currency"].Currency(), StatusOf(answer["status"].Id()))
            {
                Refunded = answer["refund"].IsMissing ? Money.Zero : answer["refund"]["amount"].Pesos(),
            });

    public async Task<MakeOutcome> MakeAsync(ChargeOrder order, CancellationToken cancellation)
    {
        if (!Makes(order.Kind))
        {
            return new MakeOutcome.Refused("kind");
        }

        string number = OrderName.Of(order.Reference, order.Key);
        ProviderReply reply = await call.PostAsync(_charges, Write(order, number), cancellation);
        if (reply is ProviderReply.Closed)
        {
            // Its number is a key: once more tells whether it was made all the same.
            reply = await call.PostAsync(_charges, Write(order, number), cancellation);
        }

        MakeOutcome outcome = Answers.Made(reply, answer => Read(answer, order), Code);
        return outcome is MakeOutcome.Refused { Code: TakenBefore }
            ? await FindMadeAsync(order, number, cancellation)
            : outcome;
    }

    public async Task<RefundOutcome> RefundAsync(RefundOrder order, CancellationToken cancellation)
    {
        JsonObject body = new() { ["description"] = order.Key, ["amount"] = order.Amount.Pesos };
        return Answers.Refunded(
            await call.PostAsync($"{_charges}/{Uri.EscapeDataString(order.Charge)}/refund", body, cancellation),
            answer => answer["refund"]["id"].Id(), Code);
    }

    private async Task<MakeOutcome> FindMadeAsync(ChargeOrder order, string number, CancellationToken cancellation)
    {
        ProviderReply reply = await call.GetAsync(
            $"{_charges}?order_id={Uri.EscapeDataString(number)}&limit=1", cancellation);

        // A list stands alone in the answer; as a member it is read like everything else.
        return reply is ProviderReply.Answered { Status: 200, Body: var list }
            ? Answers.Made(
                new ProviderReply.Answered(200, [.. "{\"list\":"u8, .. list, .. "}"u8]),
                answer => Read(answer["list"].Items(1) is [var only] ? only : answer["list"], order), Code)
            : new MakeOutcome.Unknown("made-before");
    }

    private JsonObject Write(ChargeOrder order, string number)
    {
        JsonObject written = new()
        {
            ["method"] = order.Kind switch
            {
                ChargeKind.Store => "store",
                ChargeKind.Transfer => "bank_account",
                _ => "card",
            },
            ["amount"] = order.Amount.Pesos,
            ["currency"] = "MXN",
            ["description"] = order.Concept,
            ["order_id"] = number,
        };
        if (order.Kind == ChargeKind.CardLink)
        {
            written["confirm"] = false;
            written["send_email"] = false;
            written["redirect_url"] = returnTo!.AbsoluteUri;
        }
        else
        {
            // Without an offset: Openpay means Mexico's time.
            written["due_date"] = $"{LocalDay.Of(order.ExpiresAt):yyyy-MM-dd}T"
                + LocalDay.TimeOf(order.ExpiresAt).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        }

        if (order.Payer is { } payer)
        {
            written["customer"] = new JsonObject
            {
                ["name"] = payer.Name,
                ["email"] = payer.Email,
                ["phone_number"] = payer.Phone,
            };
        }

        return written;
    }

    private static MakeOutcome.Made Read(JsonField answer, ChargeOrder order)
    {
        JsonField method = answer["payment_method"];
        (string shown, string? agreement) = order.Kind switch
        {
            ChargeKind.Store => (method["reference"].DigitsOrId(), null),
            ChargeKind.Transfer => (method["clabe"].DigitsOrId(), method["agreement"].DigitsOrIdOrNull()),
            _ => (method["url"].Id(300), (string?)null),
        };
        return new MakeOutcome.Made(answer["id"].Id(), shown, order.ExpiresAt, agreement);
    }

    private static ChargeStatus StatusOf(string status) => status switch
    {
        "completed" => ChargeStatus.Paid,
        "refunded" => ChargeStatus.Refunded,
        "failed" => ChargeStatus.Failed,
        "cancelled" => ChargeStatus.Cancelled,
        "expired" => ChargeStatus.Expired,
        "chargeback_pending" or "chargeback_accepted" or "chargeback_adjustment" => ChargeStatus.ChargedBack,
        _ => ChargeStatus.Pending,
    };

    private static string Code(JsonField answer) => answer["error_code"].DigitsOrId();
}
