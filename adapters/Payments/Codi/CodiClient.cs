using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Payments.Calling;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Codi;

/// <summary>
/// Makes CoDi codes: the content of a code comes from Banco de México for a signed request and can be made nowhere
/// else. The same request again makes another code; only one of them is shown.
/// </summary>
internal sealed class CodiClient(string provider, ProviderCall call, CodiSeller seller, TimeProvider clock)
    : IChargeMaker
{
    /// <summary>Of one payment.</summary>
    private static readonly Money Most = new(1_200_000);

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Provider => provider;

    public bool Makes(ChargeKind kind) => kind == ChargeKind.Codi;

    public async Task<MakeOutcome> MakeAsync(ChargeOrder order, CancellationToken cancellation)
    {
        if (!Makes(order.Kind) || order.Amount > Most)
        {
            return new MakeOutcome.Refused(Makes(order.Kind) ? "amount" : "kind");
        }

        return Answers.Made(
            await call.PostAsync("", Write(order), cancellation), answer => Read(answer, order),
            answer => answer["edoPet"].Raw);
    }

    private JsonObject Write(ChargeOrder order)
    {
        string data = new JsonObject
        {
            ["monto"] = order.Amount.Pesos,
            ["referenciaNumerica"] = order.Reference.Length <= 7 ? order.Reference : order.Reference[^7..],
            ["concepto"] = CodiConcept.Of(order.Reference, order.Concept),
            ["vigencia"] = order.ExpiresAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        }.ToJsonString(Plain);
        long epoch = clock.GetUtcNow().ToUnixTimeMilliseconds();
        string original = string.Create(CultureInfo.InvariantCulture, $"{data}{epoch}");
        return new JsonObject
        {
            ["datosMC"] = JsonNode.Parse(data),
            ["selloDigital"] = seller.Sign(Encoding.UTF8.GetBytes(original)),
            ["epoch"] = epoch,
            ["crtLogIn"] = seller.LogInCertificate,
            ["crtOper"] = seller.OperationCertificate,
        };
    }

    /// <summary>An answer that is well formed may still say no: its state is not zero then.</summary>
    private static MakeOutcome.Made Read(JsonField answer, ChargeOrder order)
    {
        if (answer["edoPet"].Whole() != 0)
        {
            answer["edoPet"].Refuse("not made");
        }

        string code = answer["cadenaMC"].TextOrNull(4000) ?? "";
        using JsonBody? content = JsonBody.Parse(Encoding.UTF8.GetBytes(code));
        string? id = content?.Root["ic"]["IDC"].IdOrNull(20);
        if (id is null || content?.Problem is not null)
        {
            answer["cadenaMC"].Refuse("without its number");
        }

        return new MakeOutcome.Made(id ?? "", code, order.ExpiresAt);
    }
}
