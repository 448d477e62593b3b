using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Payments.Belvo;
using Strangler.Payments.Codi;
using Strangler.Payments.Conekta;
using Strangler.Payments.Openpay;
using Strangler.Payments.Stp;

namespace Strangler.Tests.Unit.Payments.Providers;

/// <summary>All providers, by the name the theories use.</summary>
internal static class ProviderCases
{
    public static readonly RSA Key = RSA.Create(2048);
    public static readonly RSA OtherKey = RSA.Create(2048);

    public static readonly Dictionary<string, ProviderCase> All = new()
    {
        ["conekta"] = new ConektaCase("conekta"),
        ["femsa"] = new ConektaCase("femsa"),
        ["openpay"] = new OpenpayCase(),
        ["stp"] = new StpCase("wrapped"),
        ["stp-flat"] = new StpCase("flat"),
        ["codi"] = new CodiCase(),
        ["belvo"] = new BelvoCase(),
    };

    public static string Pem(RSA key) => key.ExportSubjectPublicKeyInfoPem();

    private sealed class ConektaCase(string name) : ProviderCase
    {
        private const string Charge = "data/object/charges/data/-0/";

        public override IWebhookReader Reader { get; } = new ConektaReader(name, [Pem(Key)], acceptsTests: false);

        public override JsonObject Paid() =>
            JsonNode.Parse(Vectors.Body("conekta_event_order_paid", "body"))!.AsObject();

        public override string Centavos => "1560";

        public override string AmountAt => Charge + "amount";

        public override string CurrencyAt => Charge + "currency";

        public override string[] Needed =>
            ["type", "livemode", "created_at", "data/object/id", "data/object/charges", Charge + "id",
                Charge + "status", Charge + "amount", Charge + "currency", Charge + "payment_method"];

        public override (string, string)[] GoodAmounts => [("1", "1"), ("9007199254740", "9007199254740")];

        public override string[] BadAmounts => [.. base.BadAmounts, "1560.0", "1e2", "\"1560\"", "15.60"];

        public override WebhookMessage Signed(byte[] body) => Message(body, "DIGEST", Sign(body, Key));

        public override WebhookMessage Unsigned(byte[] body) => Message(body);

        public override WebhookMessage WronglySigned(byte[] body) => Message(body, "DIGEST", Sign(body, OtherKey));

        private static string Sign(byte[] body, RSA key) => Convert.ToBase64String(
            key.SignData(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private sealed class OpenpayCase : ProviderCase
    {
        public override IWebhookReader Reader { get; } = new OpenpayReader("openpay", "hooks", "a-long-password");

        public override JsonObject Paid()
        {
            JsonObject transaction = JsonNode.Parse(Vectors.Body("openpay_charge_store", "value"))!.AsObject();
            transaction["status"] = "completed";
            return new JsonObject
            {
                ["type"] = "charge.succeeded",
                ["event_date"] = "2019-05-21T21:40:00-05:00",
                ["transaction"] = transaction,
            };
        }

        public override string Centavos => "10000";

        public override string AmountAt => "transaction/amount";

        public override string CurrencyAt => "transaction/currency";

        public override string[] Needed =>
            ["type", "event_date", "transaction", "transaction/id", "transaction/amount", "transaction/currency",
                "transaction/status", "transaction/operation_type", "transaction/method"];

        public override (string, string)[] GoodAmounts =>
            [("100", "10000"), ("0.3", "30"), ("1e2", "10000"), ("1.0E7", "1000000000"), ("0.10", "10")];

        public override string[] BadAmounts => [.. base.BadAmounts, "\"100\""];

        public override bool SignsBody => false;

        public override WebhookMessage Signed(byte[] body) => Message(body, "Authorization", Basic("a-long-password"));

        public override WebhookMessage Unsigned(byte[] body) => Message(body);

        public override WebhookMessage WronglySigned(byte[] body) =>
            Message(body, "Authorization", Basic("a-long-passwore"));

        private static string Basic(string password) =>
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("hooks:" + password));
    }

    private sealed class StpCase(string member) : ProviderCase
    {
        private readonly string _at = member == "wrapped" ? "abono/" : "";

        public override IWebhookReader Reader { get; } = new StpReader("stp", new StpOptions(
            new ClabePlan("64618015"), [IPNetwork.Parse("203.0.113.0/24")], [])
        {
            Company = "CEA",
        });

        public override JsonObject Paid() =>
            JsonNode.Parse(Vectors.Body("stp_abono_notification", member))!.AsObject();

        public override string Centavos => "25047";

        public override string AmountAt => _at + "monto";

        public override string[] Needed =>
            [_at + "fechaOperacion", _at + "institucionOrdenante", _at + "claveRastreo", _at + "monto",
                _at + "cuentaBeneficiario", _at + "empresa"];

        public override (string, string)[] GoodAmounts =>
            [("\"100\"", "10000"), ("\"0.1\"", "10"), ("250.47", "25047"), ("1e2", "10000")];

        public override string[] BadAmounts => [.. base.BadAmounts, "\"1e2\"", "\"-1\"", "\"1.\"", "\".5\"", "\"\""];

        public override bool SignsBody => false;

        public override WebhookMessage Signed(byte[] body) => Message(body, address: "203.0.113.9");

        public override WebhookMessage Unsigned(byte[] body) => Message(body, address: "198.51.100.1");

        public override WebhookMessage WronglySigned(byte[] body) =>
            Message(body, "X-Forwarded-For", "203.0.113.9", "198.51.100.1");
    }

    private sealed class CodiCase : ProviderCase
    {
        private static readonly string[] Members =
            ["idMensajeCobro", "horaSolicitudMensajeCobro", "horaProcMensajeCobro", "horaEnvioMensaje",
                "resultadoMensajeCobro", "claveRastreo", "monto", "certBdeM"];

        public override IWebhookReader Reader { get; } = new CodiReader("codi", new CodiOptions(
            [Pem(Key)], "00000100000100015974", null, new HashSet<long> { 1 }));

        public override JsonObject Paid() => new()
        {
            ["cadenaInformacion"] = new JsonObject
            {
                ["certComercioProveedor"] = "00000100000100015936",
                ["nombreCliente"] = "P**** \"ñ\" \\ P",
                ["idMensajeCobro"] = "3257154135327715590c",
                ["concepto"] = "01004427617 agua",
                ["monto"] = 99.03m,
                ["claveRastreo"] = "MBAN01002101080000000001",
                ["resultadoMensajeCobro"] = 1,
                ["horaSolicitudMensajeCobro"] = 1742697722821,
                ["horaProcMensajeCobro"] = 1742697778432,
                ["certBdeM"] = "00000100000100015974",
                ["horaEnvioMensaje"] = 1742697778540,
            },
        };

        public override string Centavos => "9903";

        public override string AmountAt => "cadenaInformacion/monto";

        public override string[] Needed => [.. Members.Select(member => "cadenaInformacion/" + member)];

        public override (string, string)[] GoodAmounts => [("100", "10000"), ("0.30", "30"), ("1e2", "10000")];

        public override string[] BadAmounts => [.. base.BadAmounts, "\"100\""];

        public override WebhookMessage Signed(byte[] body) => Sealed(body, Key);

        public override WebhookMessage Unsigned(byte[] body) => Message(body);

        public override WebhookMessage WronglySigned(byte[] body) => Sealed(body, OtherKey);

        /// <summary>What is no object cannot be sealed: it stays as it is.</summary>
        private static WebhookMessage Sealed(byte[] body, RSA key)
        {
            try
            {
                JsonObject whole = JsonNode.Parse(body)!.AsObject();
                byte[] original = Encoding.UTF8.GetBytes(whole["cadenaInformacion"]!.ToJsonString());
                whole["selloDigital"] = Convert.ToBase64String(
                    key.SignData(original, HashAlgorithmName.SHA512, RSASignaturePadding.Pss));
                return Message(Bytes(whole));
            }
            catch (Exception failure) when (failure is System.Text.Json.JsonException or NullReferenceException
                or InvalidOperationException or ArgumentException)
            {
                return Message(body);
            }
        }
    }

    private sealed class BelvoCase : ProviderCase
    {
        public override IWebhookReader Reader { get; } = new BelvoReader("belvo", "Bearer 0123456789abcdef");

        public override JsonObject Paid() =>
            JsonNode.Parse(Vectors.Body("domiciliacion_belvo_events", "success"))!.AsObject();

        public override string Centavos => "10050";

        public override string AmountAt => "details/amount";

        public override string[] Needed =>
            ["eventType", "eventCode", "datetime", "details", "details/id", "details/reference", "details/status",
                "details/amount"];

        public override (string, string)[] GoodAmounts => [("100.5", "10050"), ("1e2", "10000")];

        public override string[] BadAmounts => [.. base.BadAmounts, "\"100\""];

        public override bool SignsBody => false;

        public override WebhookMessage Signed(byte[] body) =>
            Message(body, "Authorization", "Bearer 0123456789abcdef");

        public override WebhookMessage Unsigned(byte[] body) => Message(body);

        public override WebhookMessage WronglySigned(byte[] body) =>
            Message(body, "Authorization", "Bearer 0123456789abcdee");
    }
}
