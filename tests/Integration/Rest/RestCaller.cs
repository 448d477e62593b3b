using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Strangler.Core.Access;
using Strangler.Postgres.Keys;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Rest;

/// <summary>A gateway and a key to its JSON interface.</summary>
internal sealed class RestCaller : IAsyncDisposable
{
    private RestCaller(RunningGateway gateway, string admin, string viewer) =>
        (Gateway, Admin, Viewer) = (gateway, admin, viewer);

    public RunningGateway Gateway { get; }

    public string Admin { get; }

    public string Viewer { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RestCaller> StartAsync(StranglingStage stage, params string[] settings)
    {
        ApiKeyStore keys = new(stage.Database);
        string name = Guid.NewGuid().ToString();
        ApiKeyText admin = (await keys.AddAsync(name, Role.Admin, "test", Cancellation))!;
        ApiKeyText viewer = (await keys.AddAsync(name + "v", Role.Reader, "test", Cancellation))!;
        return new RestCaller(await stage.StartGatewayAsync(settings), admin.Reveal(), viewer.Reveal());
    }

    public Task<RestAnswer> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, json, headers);

    public Task<RestAnswer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public async Task<RestAnswer> SendAsync(
        HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path);
        if (!headers.Any(header => header.Name == "X-Api-Key"))
        {
            request.Headers.Add("X-Api-Key", Admin);
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using HttpResponseMessage response = await Gateway.Client.SendAsync(request, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        return new RestAnswer(
            (int)response.StatusCode, $"{response.Content.Headers.ContentType?.MediaType}", body,
            $"{response.Headers.ETag}",
            response.Headers.TryGetValues("X-Strangler-Answer", out IEnumerable<string>? by) ? by.Single() : "");
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}

internal sealed record RestAnswer(int Status, string ContentType, string Body, string ETag, string AnsweredBy)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}
