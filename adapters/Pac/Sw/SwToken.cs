using System.Text.Json;
using Strangler.Pac.Calling;

namespace Strangler.Pac.Sw;

/// <summary>SW's token, good for about two hours: asked for once, by one caller at a time, and kept.</summary>
internal sealed class SwToken(PacCall call, PacOptions options, TimeProvider time) : IDisposable
{
    /// <summary>A token is renewed so long before its end.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Where the answer does not say.</summary>
    private static readonly TimeSpan UsualLife = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile string? _token;
    private DateTimeOffset _until;

    /// <returns>Null: SW gives none now.</returns>
    public async Task<string?> GetAsync(CancellationToken cancellation)
    {
        if (options.Token is { } endless)
        {
            return endless;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            if (_token is null || time.GetUtcNow() >= _until)
            {
                _token = await AskAsync(cancellation);
            }

            return _token;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>It was refused: the next call asks for another.</summary>
    public void Forget(string token)
    {
        if (_token == token)
        {
            _token = null;
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> AskAsync(CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(options.Address, "security/authenticate"));
        request.Headers.TryAddWithoutValidation("user", options.User);
        request.Headers.TryAddWithoutValidation("password", options.Password);
        if (await call.SendAsync(request, cancellation) is not PacReply.Answered { Status: 200, Body: var body }
            || SwReply.Read(body) is not { IsSuccess: true } reply || reply.Text("token") is not { Length: > 0 } token)
        {
            return null;
        }

        TimeSpan life = LifeOf(reply.Data) - Margin;
        _until = time.GetUtcNow() + (life > TimeSpan.Zero ? life : TimeSpan.Zero);
        return token;
    }

    /// <summary>Seconds from now, or the second (since 1970) of the end.</summary>
    private TimeSpan LifeOf(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("expires_in", out JsonElement said)
            || said.ValueKind != JsonValueKind.Number || !said.TryGetInt64(out long seconds) || seconds <= 0)
        {
            return UsualLife;
        }

        long now = time.GetUtcNow().ToUnixTimeSeconds();
        return TimeSpan.FromSeconds(Math.Min(seconds > now ? seconds - now : seconds, 24 * 3600));
    }
}
