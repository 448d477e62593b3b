using System.Net;
using System.Security.Cryptography;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Payments.BankFiles;
using Strangler.Payments.Belvo;
using Strangler.Payments.Calling;
using Strangler.Payments.Codi;
using Strangler.Payments.Conekta;
using Strangler.Payments.Openpay;
using Strangler.Payments.Reading;
using Strangler.Payments.Stp;

namespace Strangler.Payments;

/// <summary>
/// The payment providers of an installation, from environment variables: <c>STRANGLER_PAYMENTS=conekta,stp</c> in the
/// order of preference, and for each what docs/payment-providers.md lists, as <c>STRANGLER_PAYMENTS_CONEKTA_URL</c>. A
/// secret may lie in a file instead, named by the variable with <c>_FILE</c> at its end.
/// </summary>
/// <param name="read">A variable; null where it is not set.</param>
public sealed class PaymentSettings(Func<string, string?> read, TimeProvider clock)
{
    private const string All = "STRANGLER_PAYMENTS";
    private readonly Dictionary<string, IWebhookReader> _readers = [];
    private readonly Dictionary<string, IChargeSource> _sources = [];
    private readonly List<IChargeMaker> _makers = [];
    private readonly Dictionary<string, IRefunder> _refunders = [];
    private readonly Dictionary<string, IDirectDebit> _debits = [];

    public static PaymentSettings FromEnvironment() => new(Environment.GetEnvironmentVariable, TimeProvider.System);

    /// <returns>Empty where none is named.</returns>
    /// <exception cref="FormatException">
    /// A provider is not known, or lacks something; the message names the variable.
    /// </exception>
    public PaymentProviders Create(HttpClient http)
    {
        foreach (string name in (read(All) ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Add(name, new ProviderVariables(read, $"{All}_{name.ToUpperInvariant()}"), http);
        }

        return new PaymentProviders(_readers, _sources, _makers, _refunders, _debits);
    }

    /// <summary>For all calls of a process: it keeps connections, and follows no redirection.</summary>
    public static HttpClient CreateHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxConnectionsPerServer = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        // Each call has its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private void Add(string name, ProviderVariables variables, HttpClient http)
    {
        switch (name)
        {
            case "conekta":
                AddConekta(name, "application/vnd.conekta-v2.2.0+json", storesOnly: false, variables, http);
                break;
            case "femsa":
                AddConekta(name, "application/vnd.app-v2.1.0+json", storesOnly: true, variables, http);
                break;
            case "openpay":
                AddOpenpay(name, variables, http);
                break;
            case "stp":
                AddStp(name, variables, http);
                break;
            case "codi":
                AddCodi(name, variables, http);
                break;
            case "belvo":
                _readers.Add(name, new BelvoReader(name, variables.Secret("AUTHORIZATION")));
                break;
            case "bankfile":
                _debits.Add(name, new BankFileDebit(name, variables.Text("ISSUER"), new BankFileLayout()));
                break;
            default:
                throw new FormatException(
                    $"{All}: there is no {name}; conekta, femsa, openpay, stp, codi, belvo, bankfile.");
        }
    }

    private void AddConekta(
        string name, string accept, bool storesOnly, ProviderVariables variables, HttpClient http)
    {
        ProviderCall call = new(http, variables.Address("Bearer " + variables.Secret("KEY")) with { Accept = accept });
        ConektaClient client = new(name, call, storesOnly);
        _readers.Add(name, new ConektaReader(
            name, variables.Pems("WEBHOOK_KEYS"), variables.TextOrNull("TESTS") == "accept"));
        AddClient(name, client, client, client);
    }

    private void AddOpenpay(string name, ProviderVariables variables, HttpClient http)
    {
        Uri? page = variables.TextOrNull("RETURN_URL") is { } text ? new Uri(text) : null;
        OpenpayClient client = new(
            name, variables.Text("MERCHANT"),
            new ProviderCall(http, variables.Address(ProviderVariables.Basic(variables.Secret("KEY"), ""))), page);
        _readers.Add(name, new OpenpayReader(
            name, variables.Text("WEBHOOK_USER"), variables.Secret("WEBHOOK_PASSWORD")));
        AddClient(name, client, client, client);
    }

    private void AddCodi(string name, ProviderVariables variables, HttpClient http)
    {
        HashSet<long> paid = [.. variables.Text("PAID_RESULTS").Split(',').Select(
            code => long.TryParse(code, out long number)
                ? number : throw new FormatException($"{All}_CODI_PAID_RESULTS: codes with commas."))];
        _readers.Add(name, new CodiReader(name, new CodiOptions(
            variables.Pems("BANK_KEYS"), variables.TextOrNull("BANK_CERTIFICATE"),
            variables.TextOrNull("OPERATION_CERTIFICATE"), paid)));
        if (variables.TextOrNull("URL") is not null)
        {
            RSA key = RSA.Create();
            key.ImportFromPem(variables.Secret("KEY"));
            CodiSeller seller = new(variables.Text("LOGIN_CERTIFICATE"), variables.Text("OPERATION_CERTIFICATE"), key);
            _makers.Add(new CodiClient(name, new ProviderCall(http, variables.Address(null)), seller, clock));
        }
    }

    private void AddStp(string name, ProviderVariables variables, HttpClient http)
    {
        _readers.Add(name, new StpReader(name, StpOf(variables)));
        if (variables.TextOrNull("URL") is not null)
        {
            ProviderCall call = new(http, variables.Address("Bearer " + variables.Secret("KEY")));
            _sources.Add(name, new CepSource(name, variables.TextOrNull("BANK") ?? "90646", call));
        }
    }

    private static StpOptions StpOf(ProviderVariables variables) => new(
        new ClabePlan(variables.Text("ACCOUNT_PREFIX")), variables.Networks("ALLOWED"), variables.Networks("PROXIES"),
        variables.TextOrNull("SECRET_HEADER"), variables.SecretOrNull("SECRET"))
    {
        Company = variables.TextOrNull("COMPANY"),
    };

    private void AddClient(string name, IChargeSource source, IChargeMaker maker, IRefunder refunder)
    {
        _sources.Add(name, source);
        _makers.Add(maker);
        _refunders.Add(name, refunder);
    }
}
