using System.Globalization;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Stp;

/// <summary>
/// Transfers as STP tells them (sendAbono), wrapped or not. Nothing is signed: where it comes from counts, or a shared
/// secret, or both. The answer gives money back.
/// </summary>
internal sealed class StpReader : JsonWebhookReader
{
    private const int LongestTracking = 30;
    private static readonly WebhookReply Confirm = new(200, """{"mensaje":"confirmar"}""");
    private static readonly WebhookReply NoAccount = new(400, """{"mensaje":"devolver","id":1}""");
    private static readonly WebhookReply Blocked = new(400, """{"mensaje":"devolver","id":2}""");
    private static readonly WebhookReplies Replies = new(Confirm, NoAccount, Blocked);

    private readonly StpOptions _options;
    private readonly CallerNetworks? _networks;
    private readonly Secret? _secret;

    /// <exception cref="FormatException">Anybody could tell us of money.</exception>
    public StpReader(string provider, StpOptions options)
        : base(provider)
    {
        _options = options;
        _networks = options.Allowed.Count > 0 ? new CallerNetworks(options.Allowed, options.Proxies) : null;
        _secret = options is { SecretHeader: { Length: > 0 }, Secret: { } secret } ? new Secret(secret) : null;
        if (_networks is null && _secret is null)
        {
            throw new FormatException("STP signs nothing: addresses or a secret must be configured.");
        }
    }

    protected override string? Suspicion(WebhookMessage message)
    {
        if (_networks is not null && !_networks.Allows(message))
        {
            return "address: not allowed";
        }

        if (_secret is null)
        {
            return null;
        }

        string? shown = message.Header(_options.SecretHeader!);
        return string.IsNullOrEmpty(shown) ? "secret: missing" : _secret.Is(shown) ? null : "secret: wrong";
    }

    protected override WebhookOutcome Understand(JsonField root, DateTimeOffset now)
    {
        JsonField credit = root["abono"].IsMissing ? root : root["abono"];
        string account = credit["cuentaBeneficiario"].DigitsOrId(20);
        PaymentFact fact = Fact(credit, account, now);
        if (_options.Company is { } company && credit["empresa"].Text() != company)
        {
            return new WebhookOutcome.Unreadable("empresa: not ours");
        }

        return Clabe.TryRead(account, out Clabe clabe) is null && _options.Accounts.ContractOf(clabe) is not null
            ? new WebhookOutcome.Received([fact], Replies)
            : new WebhookOutcome.Returned("cuentaBeneficiario: not ours", NoAccount);
    }

    private PaymentFact Fact(JsonField credit, string account, DateTimeOffset now)
    {
        DateOnly day = StpDay.Read(credit["fechaOperacion"]);
        string bank = credit["institucionOrdenante"].DigitsOrId(5);
        string tracking = credit["claveRastreo"].Id(LongestTracking);
        string name = string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}:{bank}:{tracking}");
        DateTimeOffset at = credit["tsLiquidacion"].IsMissing ? now : credit["tsLiquidacion"].Milliseconds();
        return new PaymentFact(
            Provider, "paid:" + name, PaymentFactKind.Paid, name, account, credit["monto"].PesosOrText(), "MXN", at,
            day, new PaymentMethod('S', 3));
    }
}
