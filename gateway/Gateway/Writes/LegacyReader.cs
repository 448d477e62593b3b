using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Core.Identity;
using Strangler.Gateway.Backends;

namespace Strangler.Gateway.Writes;

/// <summary>Asks legacy what a contract owes, with connections of its own.</summary>
internal sealed class LegacyReader : IDisposable
{
    private const int AnswerLimit = 4 * 1024 * 1024;
    private const int Connections = 32;
    private readonly HttpClient _client;
    private readonly Uri _address;

    public LegacyReader(IOptions<WriteOptions> options, IOptions<LegacyOptions> legacy)
    {
        _address = new Uri(legacy.Value.ReadAddresses()[0], LegacyMoney.Path);
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = legacy.Value.ConnectTimeout,
            MaxConnectionsPerServer = Connections,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = options.Value.ReadTimeout,
            MaxResponseContentBufferSize = AnswerLimit,
        };
    }

    /// <summary>What it owes less what is held for it; null where legacy does not say so in time.</summary>
    public async Task<Money?> NetAsync(ContractNumber contract, CancellationToken cancellation)
    {
        using ByteArrayContent content = new(LegacyMoney.Question(contract));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(SoapEnvelope.ContentType);
        try
        {
            using HttpResponseMessage answer = await _client.PostAsync(_address, content, cancellation);
            return answer.IsSuccessStatusCode
                ? LegacyMoney.Read(await answer.Content.ReadAsByteArrayAsync(cancellation))
                : null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();
}
