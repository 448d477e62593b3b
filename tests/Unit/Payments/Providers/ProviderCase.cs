using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Strangler.Core.Payments.Providers;

namespace Strangler.Tests.Unit.Payments.Providers;

/// <summary>One provider as the suite sees it: a good message, what shows that it is, its fields.</summary>
internal abstract class ProviderCase
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    public abstract IWebhookReader Reader { get; }

    /// <summary>A body about one payment.</summary>
    public abstract JsonObject Paid();

    /// <summary>Of the payment in the body.</summary>
    public abstract string Centavos { get; }

    /// <summary>Where the amount stands; "-" before a number goes into a list.</summary>
    public abstract string AmountAt { get; }

    /// <summary>Null: the provider names none, pesos are meant.</summary>
    public virtual string? CurrencyAt => null;

    /// <summary>Fields without which it cannot be understood.</summary>
    public abstract string[] Needed { get; }

    /// <summary>Amounts in JSON that are understood, with their centavos.</summary>
    public abstract (string Json, string Centavos)[] GoodAmounts { get; }

    /// <summary>Amounts in JSON that are not.</summary>
    public virtual string[] BadAmounts =>
        ["0.30000000000000004", "-5", "0", "null", "true", "{}", "\"1,00\"", "\" 1\"", "1e400", "0.001", "1e-5",
            "99999999999999999999999999"];

    /// <summary>The body with what shows that it is from the provider.</summary>
    public abstract WebhookMessage Signed(byte[] body);

    /// <summary>Without it.</summary>
    public abstract WebhookMessage Unsigned(byte[] body);

    /// <summary>With somebody else's.</summary>
    public abstract WebhookMessage WronglySigned(byte[] body);

    /// <summary>Whether a signature is of the body, so that another body under it is found.</summary>
    public virtual bool SignsBody => true;

    public WebhookOutcome Read(WebhookMessage message) => Reader.Read(message, Now);

    public WebhookOutcome ReadSigned(JsonNode body) => Read(Signed(Bytes(body)));

    public static byte[] Bytes(JsonNode body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    /// <summary>The field at a path such as <c>data/object/charges/data/-0/amount</c>, in its parent.</summary>
    public static void Replace(JsonObject body, string path, JsonNode? value, bool remove = false)
    {
        string[] parts = path.Split('/');
        JsonNode parent = parts[..^1].Aggregate((JsonNode)body, (node, part) =>
            part[0] == '-' ? node[int.Parse(part.AsSpan(1), provider: null)]! : node[part]!);
        if (remove)
        {
            Assert.True(parent.AsObject().Remove(parts[^1]), path);
        }
        else
        {
            parent[parts[^1]] = value;
        }
    }

    protected static WebhookMessage Message(byte[] body, string? header = null, string? value = null,
        string address = "127.0.0.1") => new(
            body, name => string.Equals(name, header, StringComparison.OrdinalIgnoreCase) ? value : null,
            IPAddress.Parse(address));
}
