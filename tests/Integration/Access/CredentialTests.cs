using System.Net;
using Npgsql;
using Strangler.Core.Access;
using Strangler.Postgres.Audit;
using Strangler.Postgres.Keys;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Routes;

namespace Strangler.Tests.Integration.Access;

/// <summary>Keys over their life, limits, and what is written down of what is done with them.</summary>
public sealed class CredentialTests(PostgresCluster cluster)
{
    private const string Kill = """{"why":"a test"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rotated_key_is_good_with_both_secrets_for_a_while_and_then_with_the_new_one()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        ApiKeyStore keys = new(api.Database);
        string second = (await keys.RotateAsync("Eva", TimeSpan.FromHours(1), "test", Cancellation))!.Reveal();
        Assert.Equal(200, (await api.GetAsync("/admin/routes", api.Viewer)).Status);
        Assert.Equal(200, (await api.GetAsync("/admin/routes", second)).Status);
        string third = (await keys.RotateAsync("Eva", TimeSpan.Zero, "test", Cancellation))!.Reveal();
        Assert.Equal(401, (await api.GetAsync("/admin/routes", api.Viewer)).Status);
        Assert.Equal(401, (await api.GetAsync("/admin/routes", second)).Status);
        Assert.Equal(200, (await api.GetAsync("/admin/routes", third)).Status);
        await keys.RevokeAsync("Eva", "test", Cancellation);
        Assert.Null(await keys.RotateAsync("Eva", TimeSpan.Zero, "test", Cancellation));
    }

    [Fact]
    public async Task A_key_ends_when_it_is_said_to_and_its_last_use_is_known()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        ApiKeyStore keys = new(api.Database);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string ended = (await keys.AddAsync(
            "old", new ApiKeyTerms(Role.Reader, ExpiresAt: now.AddMinutes(-1)), "test", Cancellation))!.Reveal();
        string good = (await keys.AddAsync(
            "new", new ApiKeyTerms(Role.Reader, ExpiresAt: now.AddMinutes(9)), "test", Cancellation))!.Reveal();
        Assert.Equal(401, (await api.GetAsync("/admin/routes", ended)).Status);
        Assert.Equal(200, (await api.GetAsync("/admin/routes", good)).Status);
        Dictionary<string, ApiKey> all = (await keys.ListAsync(Cancellation)).ToDictionary(key => key.Name);
        Assert.Null(all["old"].LastUsedAt);
        Assert.NotNull(all["new"].LastUsedAt);
    }

    [Fact]
    public async Task Too_much_of_one_consumer_is_refused_and_others_are_not()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        ApiKeyStore keys = new(api.Database);
        string limited = (await keys.AddAsync(
            "limited", new ApiKeyTerms(Role.Reader, PerDay: 2), "test", Cancellation))!.Reveal();
        int[] statuses = new int[3];
        for (int call = 0; call < statuses.Length; call++)
        {
            statuses[call] = (await api.GetAsync("/admin/routes", limited)).Status;
        }

        Assert.Equal([200, 200, 429], statuses);
        Answered refused = await api.GetAsync("/api/v1/contracts/1", limited);
        Assert.Equal((429, "application/problem+json"), (refused.Status, refused.ContentType));
        Assert.Equal(200, (await api.GetAsync("/admin/routes")).Status);
        using HttpRequestMessage request = new(HttpMethod.Get, "/admin/routes");
        request.Headers.Add("X-Api-Key", limited);
        using HttpResponseMessage response = await api.Gateway.Client.SendAsync(request, Cancellation);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromHours(1), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Too_many_SOAP_requests_of_one_address_are_answered_by_a_fault_that_says_when_to_come_again()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Access:Limits:SoapPerAddress=1");
        List<HttpStatusCode> statuses = [];
        string fault = "";
        for (int call = 0; call < 20 && fault.Length == 0; call++)
        {
            using StringContent body = new(Envelopes.GetDeuda());
            body.Headers.ContentType = new("text/xml");
            using HttpResponseMessage response =
                await gateway.Client.PostAsync(RunningGateway.DebtPath, body, Cancellation);
            statuses.Add(response.StatusCode);
            fault = response.Headers.RetryAfter is null
                ? ""
                : await response.Content.ReadAsStringAsync(Cancellation);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], statuses[..2]);
        Assert.Equal(HttpStatusCode.InternalServerError, statuses[^1]);
        Assert.Contains("Too many requests", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_and_what_is_refused_is_audited_with_who_and_from_where_and_looking_is_not()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        await api.GetAsync("/admin/routes");
        await api.SendAsync(HttpMethod.Post, "/admin/routes/kill", Kill);
        await api.SendAsync(HttpMethod.Post, "/admin/routes/kill", Kill, api.Viewer);
        await api.SendAsync(HttpMethod.Post, "/admin/routes/kill", Kill, "strangler.000000000000.x");
        await api.SendAsync(HttpMethod.Delete, "/admin/routes?operation=getDeuda&why=x");
        IReadOnlyList<AuditedAct> acts = await new AuditStore(api.Database).ListAsync(10, Cancellation);
        Assert.Equal(
            [
                ("Ana", "DELETE /admin/routes", "operation=getDeuda", "refused 404"),
                ("Eva", "POST /admin/routes/kill", "", "refused 403"),
                ("Ana", "POST /admin/routes/kill", "", "done 200"),
            ],
            acts.Select(one => (one.Act.Who, one.Act.What, one.Act.Subject, one.Outcome!)));
        Assert.All(acts, one => Assert.Equal("127.0.0.1", one.Act.Origin));
    }

    [Theory]
    [InlineData("UPDATE audit SET who = 'nobody'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    public async Task The_audit_cannot_be_changed(string sql)
    {
        await using Strangler.Postgres.Database database =
            Strangler.Postgres.Database.Open(await cluster.CreateDatabaseAsync());
        await using NpgsqlCommand command = database.Command(sql);
        PostgresException error = await Assert.ThrowsAsync<PostgresException>(
            () => command.ExecuteNonQueryAsync(Cancellation));
        Assert.Contains("only added to", error.MessageText, StringComparison.Ordinal);
    }
}
