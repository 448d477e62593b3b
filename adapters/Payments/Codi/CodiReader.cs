using System.Security.Cryptography;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Readings;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Codi;

/// <summary>
/// Results of CoDi: signed inside the body, RSA-PSS with SHA-512 over the first member as it stands, without spaces
/// between its parts.
/// </summary>
internal sealed class CodiReader : JsonWebhookReader, IDisposable
{
    private static readonly WebhookReplies Replies = new(new WebhookReply(200, """{"resultado":0}"""));

    private readonly CodiOptions _options;
    private readonly SignatureKeys _keys;

    /// <exception cref="FormatException">No code means that money came.</exception>
    public CodiReader(string provider, CodiOptions options)
        : base(provider)
    {
        if (options.PaidResults.Count == 0)
        {
            throw new FormatException("CoDi needs the codes of results that mean settled.");
        }

        _options = options;
        _keys = new SignatureKeys(options.BankKeys);
    }

    public void Dispose() => _keys.Dispose();

    protected override string? Suspicion(WebhookMessage message) => null;

    protected override WebhookOutcome NotJson(string reason) => new WebhookOutcome.Unauthentic(reason);

    protected override WebhookOutcome Understand(JsonField root, DateTimeOffset now)
    {
        JsonField result = root["cadenaInformacion"];
        string? seal = root["selloDigital"].TextOrNull(1000);
        if (string.IsNullOrEmpty(seal))
        {
            return new WebhookOutcome.Unauthentic("selloDigital: missing");
        }

        if (!_keys.Verify(
            CompactJson.Of(result.Raw), seal, HashAlgorithmName.SHA512, RSASignaturePadding.Pss))
        {
            return new WebhookOutcome.Unauthentic("selloDigital: wrong");
        }

        if (IsOther(result["certBdeM"], _options.BankCertificate)
            || IsOther(result["certComercioProveedor"], _options.OurCertificate))
        {
            return new WebhookOutcome.Unauthentic("certBdeM, certComercioProveedor: others");
        }

        return Settled(result);
    }

    private static bool IsOther(JsonField certificate, string? expected) =>
        expected is not null && certificate.DigitsOrId() != expected;

    private WebhookOutcome Settled(JsonField result)
    {
        string id = result["idMensajeCobro"].Id(20);
        DateTimeOffset asked = result["horaSolicitudMensajeCobro"].Milliseconds();
        DateTimeOffset done = result["horaProcMensajeCobro"].Milliseconds();
        if (asked >= done || done >= result["horaEnvioMensaje"].Milliseconds())
        {
            return new WebhookOutcome.Unreadable("horaProcMensajeCobro: not in order of time");
        }

        bool paid = _options.PaidResults.Contains(result["resultadoMensajeCobro"].Whole());
        string tracking = result["claveRastreo"].Id(30);
        if (paid && tracking == "-")
        {
            return new WebhookOutcome.Unreadable("claveRastreo: settled without one");
        }

        PaymentFact fact = new(
            Provider, $"{(paid ? "paid" : "failed")}:{id}", paid ? PaymentFactKind.Paid : PaymentFactKind.Failed, id,
            CodiConcept.ReferenceIn(result["concepto"].Text()) ?? id, result["monto"].Pesos(), "MXN", done,
            LocalDay.Of(done), new PaymentMethod('S', 3), paid ? null : result["resultadoMensajeCobro"].Raw);
        return new WebhookOutcome.Received([fact], Replies);
    }
}
