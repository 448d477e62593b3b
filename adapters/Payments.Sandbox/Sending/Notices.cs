using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Strangler.Payments.Sandbox.Charges;

namespace Strangler.Payments.Sandbox.Sending;

/// <summary>Writes and signs what each provider posts.</summary>
internal sealed class Notices(
    SandboxOptions options, SandboxKey key, ChargeBook book, Postman postman, Func<SandboxMood> mood)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ValueTask ConektaAsync(SandboxCharge charge, string type, CancellationToken cancellation)
    {
        byte[] body = Bytes(ConektaBodies.Event(
            charge, type, book.NextNumber(), options.Clock.GetUtcNow().ToUnixTimeSeconds()));
        string digest = key.Sign(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, mood().WrongSignatures);
        return postman.SendAsync(new Delivery(charge.Provider, body, "DIGEST", digest), cancellation);
    }

    public ValueTask OpenpayAsync(SandboxCharge charge, string type, CancellationToken cancellation)
    {
        string account = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.WebhookUser}:{Password()}"));
        byte[] body = Bytes(OpenpayBodies.Event(charge, type, options.Clock.GetUtcNow()));
        return postman.SendAsync(
            new Delivery("openpay", body, "Authorization", "Basic " + account), cancellation);
    }

    public ValueTask CodiAsync(SandboxCharge charge, CancellationToken cancellation)
    {
        long now = options.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        JsonObject result = new()
        {
            ["certComercioProveedor"] = "00000100000100000001",
            ["celularCliente"] = "4420000000",
            ["digitoVerificadorCliente"] = 1,
            ["nombreCliente"] = "P**** P",
            ["claveInstitucionCliente"] = 40012,
            ["tipoCuentaCliente"] = 40,
            ["numeroCuentaCliente"] = "012180015040777775",
            ["idMensajeCobro"] = charge.Id,
            ["concepto"] = charge.Ours,
            ["monto"] = charge.Pesos,
            ["claveRastreo"] = "SANDBOX" + charge.Id,
            ["resultadoMensajeCobro"] = 1,
            ["horaSolicitudMensajeCobro"] = now - 2000,
            ["horaProcMensajeCobro"] = now - 1000,
            ["certBdeM"] = "00000100000100000002",
            ["horaEnvioMensaje"] = now,
        };
        string seal = key.Sign(
            Bytes(result), HashAlgorithmName.SHA512, RSASignaturePadding.Pss, mood().WrongSignatures);
        JsonObject body = new() { ["cadenaInformacion"] = result, ["selloDigital"] = seal };
        return postman.SendAsync(new Delivery("codi", Bytes(body), null, null), cancellation);
    }

    /// <summary>A transfer that comes in without anybody having made a charge.</summary>
    public ValueTask TransferAsync(string account, long centavos, string tracking, CancellationToken cancellation)
    {
        string pesos = (centavos / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        book.Add(new SandboxTransfer(tracking, account, pesos));
        JsonObject credit = new()
        {
            ["id"] = $"{book.NextNumber()}",
            ["fechaOperacion"] = $"{options.Clock.GetUtcNow():yyyyMMdd}",
            ["institucionOrdenante"] = "40012",
            ["institucionBeneficiaria"] = "90646",
            ["claveRastreo"] = tracking,
            ["monto"] = pesos,
            ["nombreOrdenante"] = "PERSONA DE PRUEBA",
            ["tipoCuentaBeneficiario"] = "40",
            ["cuentaBeneficiario"] = account,
            ["conceptoPago"] = "AGUA",
            ["empresa"] = "SANDBOX",
        };
        byte[] body = Bytes(new JsonObject { ["abono"] = credit });
        return postman.SendAsync(new Delivery("stp", body, "X-Sandbox-Secret", Password()), cancellation);
    }

    private string Password() => mood().WrongSignatures ? "not-" + options.WebhookPassword : options.WebhookPassword;

    private static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString(Plain));
}
