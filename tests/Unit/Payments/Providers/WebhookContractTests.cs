using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;

namespace Strangler.Tests.Unit.Payments.Providers;

/// <summary>The same cases for every provider.</summary>
public sealed class WebhookContractTests
{
    public static TheoryData<string> Providers => [.. ProviderCases.All.Keys];

    public static TheoryData<string> OfSignedBodies =>
        [.. ProviderCases.All.Where(one => one.Value.SignsBody).Select(one => one.Key)];

    public static TheoryData<string> OfSeveralCurrencies =>
        [.. ProviderCases.All.Where(one => one.Value.CurrencyAt is not null).Select(one => one.Key)];

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_payment_is_understood(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        PaymentFact fact = TheFact(given.ReadSigned(given.Paid()));
        Assert.Equal(PaymentFactKind.Paid, fact.Kind);
        Assert.Equal(Centavos(given.Centavos), fact.Amount);
        Assert.Equal("MXN", fact.Currency);
        Assert.Equal(given.Reader.Provider, fact.Provider);
        Assert.InRange(fact.Key.Length, 1, 120);
        Assert.NotNull(fact.Charge);
        Assert.NotNull(fact.Reference);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_same_message_again_has_the_same_key(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        WebhookMessage message = given.Signed(ProviderCase.Bytes(given.Paid()));
        string first = TheFact(given.Read(message)).Key;
        Assert.Equal(first, TheFact(given.Reader.Read(message, ProviderCase.Now.AddHours(3))).Key);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Without_a_signature_nothing_counts(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        WebhookOutcome outcome = given.Read(given.Unsigned(ProviderCase.Bytes(given.Paid())));
        Assert.Equal(401, Assert.IsType<WebhookOutcome.Unauthentic>(outcome).Reply.Status);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_signature_of_somebody_else_does_not_count(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        WebhookOutcome outcome = given.Read(given.WronglySigned(ProviderCase.Bytes(given.Paid())));
        Assert.Equal(401, Assert.IsType<WebhookOutcome.Unauthentic>(outcome).Reply.Status);
    }

    [Theory]
    [MemberData(nameof(OfSignedBodies))]
    public void A_body_altered_after_signing_is_found(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        WebhookMessage signed = given.Signed(ProviderCase.Bytes(given.Paid()));
        byte[] altered = signed.Body.ToArray();
        int at = Encoding.UTF8.GetString(altered).IndexOf('0');
        altered[at] = (byte)'1';
        Assert.IsType<WebhookOutcome.Unauthentic>(given.Read(signed with { Body = altered }));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_body_that_is_too_long_is_refused(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        JsonObject body = given.Paid();
        body["padding"] = new string('x', WebhookMessage.MostBytes);
        Assert.Equal(413, Assert.IsType<WebhookOutcome.Unauthentic>(given.ReadSigned(body)).Reply.Status);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Fields_nobody_knows_do_not_matter(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        JsonObject body = given.Paid();
        body["new_field"] = new JsonObject { ["list"] = new JsonArray(1, "two", null), ["deep"] = new JsonObject() };
        Assert.Equal(
            TheFact(given.ReadSigned(given.Paid())), TheFact(given.ReadSigned(body)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_missing_field_is_named(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        foreach (string path in given.Needed)
        {
            JsonObject body = given.Paid();
            ProviderCase.Replace(body, path, null, remove: true);
            AssertNamed(given, body, path);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_field_of_the_wrong_kind_is_named(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        foreach (string path in given.Needed)
        {
            foreach (string wrong in (string[])["[]", "{}", "true", "null", "\"\"", "\"\\u0000\"", "[[[1]]]"])
            {
                JsonObject body = given.Paid();
                ProviderCase.Replace(body, path, JsonNode.Parse(wrong));
                if (path != "livemode" || wrong != "true")
                {
                    AssertNamed(given, body, path);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Amounts_are_read_to_the_centavo(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        foreach ((string json, string centavos) in given.GoodAmounts)
        {
            JsonObject body = given.Paid();
            ProviderCase.Replace(body, given.AmountAt, JsonNode.Parse(json));
            Assert.Equal(Centavos(centavos), TheFact(given.ReadSigned(body)).Amount);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Amounts_that_are_not_exact_or_not_amounts_are_refused(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        foreach (string json in given.BadAmounts)
        {
            JsonObject body = given.Paid();
            ProviderCase.Replace(body, given.AmountAt, JsonNode.Parse(json));
            AssertNamed(given, body, given.AmountAt);
        }
    }

    [Theory]
    [MemberData(nameof(OfSeveralCurrencies))]
    public void Another_currency_is_said(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        JsonObject body = given.Paid();
        ProviderCase.Replace(body, given.CurrencyAt!, "USD");
        Assert.Equal("USD", TheFact(given.ReadSigned(body)).Currency);
        ProviderCase.Replace(body, given.CurrencyAt!, "pesos");
        AssertNamed(given, body, given.CurrencyAt!);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_field_named_twice_is_not_guessed_at(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        string text = given.Paid().ToJsonString();
        byte[] twice = Encoding.UTF8.GetBytes(string.Concat("{\"again\":1,\"again\":2,", text.AsSpan(1)));
        Assert.IsNotType<WebhookOutcome.Received>(given.Read(given.Signed(twice)));
    }

    private static void AssertNamed(ProviderCase given, JsonObject body, string path)
    {
        string name = path.Split('/')[^1];
        WebhookOutcome outcome = given.ReadSigned(body);
        string? reason = outcome switch
        {
            WebhookOutcome.Unreadable unreadable => unreadable.Reason,
            WebhookOutcome.Unauthentic unauthentic => unauthentic.Reason,
            _ => null,
        };
        Assert.True(reason?.Contains(name, StringComparison.Ordinal), $"{path}: {outcome} of {body.ToJsonString()}");
    }

    private static PaymentFact TheFact(WebhookOutcome outcome) =>
        Assert.Single(Assert.IsType<WebhookOutcome.Received>(outcome).Facts);

    private static Money Centavos(string text) => new(long.Parse(text, CultureInfo.InvariantCulture));
}
