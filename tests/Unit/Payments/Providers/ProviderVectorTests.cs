using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Payments.Conekta;
using Strangler.Payments.Openpay;
using Strangler.Payments.Reading;
using Strangler.Payments.Stp;

namespace Strangler.Tests.Unit.Payments.Providers;

/// <summary>What is particular to one provider, with its published bodies and signatures.</summary>
public sealed class ProviderVectorTests
{
    [Fact]
    public void An_order_to_Stp_is_signed_over_the_published_text()
    {
        JsonElement vector = Vectors.Read("stp_signature_vector");
        StpOrder order = new("40072", "TAMIZI", "CR1564969083", "90646", new Money(120))
        {
            FromAccount = "646180110400000007",
            ToName = "Ricardo Sanchez",
            ToAccount = "072691004495711499",
            Concept = "Prueba",
            Number = 5_273_144,
            Priority = 0,
        };
        Assert.Equal(vector.GetProperty("cadena_original").GetString(), order.Original());
        Assert.Equal(
            vector.GetProperty("field_order_orden").GetArrayLength(), order.Original().Split('|').Length - 4);
        using RSA key = RSA.Create();
        key.ImportFromPem(vector.GetProperty("public_key_pem").GetString());
        string signature = vector.GetProperty("signature_b64").GetString()!;
        Assert.True(StpSignature.Verify(order.Original(), signature, key));
        Assert.False(StpSignature.Verify((order with { Amount = new Money(121) }).Original(), signature, key));
    }

    [Fact]
    public void Our_own_signature_of_an_order_verifies()
    {
        string original = new StpOrder("40072", "CEA", "T1", "90646", new Money(100)).Original();
        Assert.True(StpSignature.Verify(
            original, StpSignature.Sign(original, ProviderCases.Key), ProviderCases.Key));
    }

    [Fact]
    public void Twenty_digits_of_a_reference_are_all_kept()
    {
        ProviderCase given = ProviderCases.All["conekta"];
        PaymentFact fact = TheFact(given.ReadSigned(given.Paid()));
        Assert.Equal("10001140326893401915", fact.Reference);
        Assert.Equal("ord_2xayxSvfWzQ2TLz7r:67c72196e777ac0001f2140c", fact.Charge);
        Assert.Equal(new PaymentMethod('O', 1), fact.Method);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_741_107_110), fact.At);
        Assert.Equal(new DateOnly(2025, 3, 4), fact.Day);
    }

    [Fact]
    public void A_transfer_by_Conekta_names_its_account()
    {
        ProviderCase given = ProviderCases.All["conekta"];
        JsonObject body = given.Paid();
        ProviderCase.Replace(
            body, "data/object/charges/data/-0/payment_method",
            JsonNode.Parse(Vectors.Body("conekta_charge_bank_transfer", "value")));
        PaymentFact fact = TheFact(given.ReadSigned(body));
        Assert.Equal("646180111805034237", fact.Reference);
        Assert.Equal(new PaymentMethod('S', 3), fact.Method);
    }

    [Fact]
    public void An_order_that_is_not_paid_gives_no_money()
    {
        ProviderCase given = ProviderCases.All["conekta"];
        JsonObject body = given.Paid();
        ((JsonObject)body["data"]!)["object"] = JsonNode.Parse(Vectors.Body("conekta_order_cash_pending", "value"));
        Assert.IsType<WebhookOutcome.Unreadable>(given.ReadSigned(body));
        body["type"] = "order.pending_payment";
        Assert.IsType<WebhookOutcome.Ignored>(given.ReadSigned(body));
        body["type"] = "order.expired";
        Assert.Equal(PaymentFactKind.Expired, TheFact(given.ReadSigned(body)).Kind);
        body["type"] = "webhook_ping";
        Assert.IsType<WebhookOutcome.Ping>(given.ReadSigned(body));
    }

    [Fact]
    public void Payments_in_test_mode_are_no_money()
    {
        ProviderCase given = ProviderCases.All["femsa"];
        JsonObject body = given.Paid();
        body["livemode"] = false;
        Assert.IsType<WebhookOutcome.Ignored>(given.ReadSigned(body));
    }

    [Fact]
    public void The_published_key_of_Conekta_can_be_used_and_any_active_key_counts()
    {
        string published = Vectors.Read("conekta_webhook_signature").GetProperty("published_public_key").GetString()!;
        ProviderCase given = ProviderCases.All["conekta"];
        WebhookMessage message = given.Signed(ProviderCase.Bytes(given.Paid()));
        using ConektaReader rotating = new("conekta", [published, ProviderCases.Pem(ProviderCases.Key)], false);
        using ConektaReader old = new("conekta", [published], false);
        Assert.IsType<WebhookOutcome.Received>(rotating.Read(message, ProviderCase.Now));
        Assert.IsType<WebhookOutcome.Unauthentic>(old.Read(message, ProviderCase.Now));
        Assert.Throws<FormatException>(() => new ConektaReader("conekta", [], false));
        Assert.Throws<FormatException>(() => new ConektaReader("conekta", ["no key"], false));
    }

    [Fact]
    public void Openpay_asks_for_a_verification_with_a_code()
    {
        JsonObject body = JsonNode.Parse(Vectors.Body("openpay_webhook_verification", "body"))!.AsObject();
        WebhookOutcome outcome = ProviderCases.All["openpay"].ReadSigned(body);
        Assert.Equal("UY1qqrxw", Assert.IsType<WebhookOutcome.Verification>(outcome).Code);
    }

    [Theory]
    [InlineData("chargeback.created", PaymentFactKind.ChargedBack)]
    [InlineData("chargeback.accepted", PaymentFactKind.ChargedBack)]
    [InlineData("chargeback.rejected", PaymentFactKind.ChargebackWon)]
    [InlineData("charge.failed", PaymentFactKind.Failed)]
    [InlineData("transaction.expired", PaymentFactKind.Expired)]
    public void Openpay_tells_what_became_of_a_charge(string type, PaymentFactKind expected)
    {
        JsonObject body = ProviderCases.All["openpay"].Paid();
        body["type"] = type;
        Assert.Equal(expected, TheFact(ProviderCases.All["openpay"].ReadSigned(body)).Kind);
    }

    [Theory]
    [InlineData("spei.received")]
    [InlineData("charge.created")]
    [InlineData("payout.succeeded")]
    public void What_Openpay_tells_twice_or_of_others_is_ignored(string type)
    {
        JsonObject body = ProviderCases.All["openpay"].Paid();
        body["type"] = type;
        Assert.IsType<WebhookOutcome.Ignored>(ProviderCases.All["openpay"].ReadSigned(body));
    }

    [Fact]
    public void A_transfer_to_one_of_Openpays_accounts_is_read()
    {
        JsonObject body = ProviderCases.All["openpay"].Paid();
        JsonObject transaction = JsonNode.Parse(Vectors.Body("openpay_charge_bank_account", "value"))!.AsObject();
        transaction["status"] = "completed";
        body["transaction"] = transaction;
        PaymentFact fact = TheFact(ProviderCases.All["openpay"].ReadSigned(body));
        Assert.Equal(("oid-00051", new Money(10_000)), (fact.Reference, fact.Amount));
        Assert.Equal(new PaymentMethod('S', 3), fact.Method);
    }

    [Fact]
    public void A_transfer_has_its_day_and_bank_and_tracking_as_key_wrapped_or_not()
    {
        PaymentFact wrapped = TheFact(ProviderCases.All["stp"].ReadSigned(ProviderCases.All["stp"].Paid()));
        PaymentFact flat = TheFact(ProviderCases.All["stp-flat"].ReadSigned(ProviderCases.All["stp-flat"].Paid()));
        Assert.Equal("paid:20210108:40012:MBAN01002101080000000001", wrapped.Key);
        Assert.Equal(wrapped, flat);
        Assert.Equal(new DateOnly(2021, 1, 8), wrapped.Day);
    }

    [Theory]
    [InlineData("::ffff:203.0.113.9", null, true)]
    [InlineData("203.0.113.9", "198.51.100.7", true)]
    [InlineData("198.51.100.7", "203.0.113.9", false)]
    [InlineData("10.0.0.1", "203.0.113.9", true)]
    [InlineData("10.0.0.1", "203.0.113.9, 198.51.100.7", false)]
    [InlineData("10.0.0.1", "198.51.100.7, 203.0.113.9, 10.0.0.2", true)]
    [InlineData("10.0.0.1", null, false)]
    [InlineData("10.0.0.1", "unknown", false)]
    [InlineData("10.0.0.1", "", false)]
    public void Only_the_socket_counts_unless_a_proxy_of_ours_says_otherwise(
        string socket, string? forwarded, bool expected)
    {
        CallerNetworks networks = new([IPNetwork.Parse("203.0.113.0/24")], [IPNetwork.Parse("10.0.0.0/8")]);
        WebhookMessage message = new(
            default, name => name == "X-Forwarded-For" ? forwarded : null, IPAddress.Parse(socket));
        Assert.Equal(expected, networks.Allows(message));
        Assert.False(networks.Allows(message with { RemoteAddress = null }));
    }

    [Fact]
    public void Stp_without_addresses_and_without_a_secret_is_refused() => Assert.Throws<FormatException>(
        () => new StpReader("stp", new StpOptions(new ClabePlan("646180"), [], [])));

    [Fact]
    public void A_debit_that_came_back_says_why()
    {
        JsonNode body = JsonNode.Parse(Vectors.Body("domiciliacion_belvo_events", "failed"))!;
        WebhookOutcome.DebitReturned returned =
            Assert.IsType<WebhookOutcome.DebitReturned>(ProviderCases.All["belvo"].ReadSigned(body));
        Assert.Equal(("01", "your_reference_here"), (returned.Code, returned.Reference));
    }

    [Theory]
    [InlineData("horaProcMensajeCobro", 1742697722821)]
    [InlineData("horaEnvioMensaje", 1742697778432)]
    [InlineData("horaSolicitudMensajeCobro", 1742697779000)]
    public void Times_of_CoDi_out_of_order_are_found(string member, long time)
    {
        JsonObject body = ProviderCases.All["codi"].Paid();
        body["cadenaInformacion"]![member] = time;
        Assert.IsType<WebhookOutcome.Unreadable>(ProviderCases.All["codi"].ReadSigned(body));
    }

    [Fact]
    public void A_CoDi_result_that_is_not_settled_is_no_money()
    {
        JsonObject body = ProviderCases.All["codi"].Paid();
        body["cadenaInformacion"]!["resultadoMensajeCobro"] = 0;
        Assert.Equal(PaymentFactKind.Failed, TheFact(ProviderCases.All["codi"].ReadSigned(body)).Kind);
        body["cadenaInformacion"]!["resultadoMensajeCobro"] = 1;
        body["cadenaInformacion"]!["claveRastreo"] = "-";
        Assert.IsType<WebhookOutcome.Unreadable>(ProviderCases.All["codi"].ReadSigned(body));
    }

    [Fact]
    public void White_space_around_a_sealed_message_does_not_matter()
    {
        WebhookMessage message = ProviderCases.All["codi"].Signed(
            ProviderCase.Bytes(ProviderCases.All["codi"].Paid()));
        string indented = JsonNode.Parse(message.Body.Span)!.ToJsonString(
            new JsonSerializerOptions { WriteIndented = true });
        WebhookOutcome outcome = ProviderCases.All["codi"].Read(
            message with { Body = Encoding.UTF8.GetBytes(indented) });
        Assert.Equal("01004427617", TheFact(outcome).Reference);
    }

    private static PaymentFact TheFact(WebhookOutcome outcome) =>
        Assert.Single(Assert.IsType<WebhookOutcome.Received>(outcome).Facts);
}
