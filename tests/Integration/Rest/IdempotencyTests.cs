using System.Text.Json.Nodes;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Rest;

/// <summary>What a client names is done once, by whoever owns it; a name stands for one request.</summary>
public sealed class IdempotencyTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const string Payments = "/api/v1/payments";
    private const string Orders = "/api/v1/work-orders";

    [Theory]
    [InlineData("legacy")]
    [InlineData("native")]
    public async Task A_payment_is_taken_once_and_answered_alike_however_often_it_is_sent(string mode)
    {
        await stage.RouteAsync(mode);
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        (SampleCustomer customer, decimal owed) = await DebtorAsync(caller);
        string order = Order(customer, "1.50");
        (string, string) key = ("Idempotency-Key", $"a-{mode}");

        RestAnswer first = await caller.PostAsync(Payments, order, key);
        RestAnswer again = await caller.PostAsync(Payments, order, key);
        RestAnswer other = await caller.PostAsync(Payments, Order(customer, "2.50"), key);

        Assert.Equal((201, $"{first.Status} {first.Body}"), (first.Status, $"{again.Status} {again.Body}"));
        Assert.Equal((422, "/api/problems/idempotency-key-reused"), (other.Status, (string)other.Json["type"]!));
        Assert.Equal(owed - 1.50m, await OwedAsync(caller, customer));

        RestAnswer anew = await caller.PostAsync(Payments, order, ("Idempotency-Key", $"b-{mode}"));

        Assert.Equal(201, anew.Status);
        Assert.Equal(owed - 3.00m, await OwedAsync(caller, customer));
    }

    [Theory]
    [InlineData("legacy", "native")]
    [InlineData("native", "legacy")]
    public async Task A_payment_stays_with_its_first_owner_when_the_routes_change(string before, string after)
    {
        await stage.RouteAsync(before);
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        (SampleCustomer customer, decimal owed) = await DebtorAsync(caller);
        (string, string) key = ("Idempotency-Key", $"flip-{before}");

        RestAnswer first = await caller.PostAsync(Payments, Order(customer, "1"), key);
        await stage.RouteAsync(after);
        await stage.RoutesReachAsync(caller.Gateway);
        RestAnswer again = await caller.PostAsync(Payments, Order(customer, "1"), key);
        await stage.RouteAsync(before);
        await stage.RoutesReachAsync(caller.Gateway);

        Assert.Equal((201, first.Body), (again.Status, again.Body));
        Assert.Equal(owed - 1, await OwedAsync(caller, customer));
    }

    [Fact]
    public async Task Twins_sent_at_once_have_one_effect()
    {
        await stage.RouteAsync("native");
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        (SampleCustomer customer, decimal owed) = await DebtorAsync(caller);

        RestAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => caller.PostAsync(
            Payments, Order(customer, "0.25"), ("Idempotency-Key", "twins"))));

        Assert.All(answers, answer => Assert.Equal((201, answers[0].Body), (answer.Status, answer.Body)));
        Assert.Equal(owed - 0.25m, await OwedAsync(caller, customer));
    }

    [Fact]
    public async Task A_ticket_is_taken_once_whatever_keys_it_comes_with_and_two_clients_may_use_the_same_key()
    {
        await stage.RouteAsync("native");
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        await using RestCaller other = await RestCaller.StartAsync(stage);
        (SampleCustomer customer, decimal owed) = await DebtorAsync(caller);
        string ticket = Order(customer, "1", "77");

        Assert.Equal(201, (await caller.PostAsync(Payments, ticket, ("Idempotency-Key", "t1"))).Status);
        Assert.Equal(201, (await caller.PostAsync(Payments, ticket, ("Idempotency-Key", "t2"))).Status);
        Assert.Equal(201, (await other.PostAsync(
            Payments, Order(customer, "2"), ("Idempotency-Key", "t1"))).Status);

        await Eventually.BecomesAsync(owed - 3, () => OwedAsync(caller, customer));
    }

    [Fact]
    public async Task A_work_order_is_made_once_by_AquaCIS_and_found_again()
    {
        await stage.RouteAsync("native");
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        int contract = SampleCustomer.All[0].Contract;
        string order = $$"""{"contract":{{contract}},"type":6,"reason":41}""";

        RestAnswer made = await caller.PostAsync(Orders, order, ("Idempotency-Key", "order"));
        RestAnswer again = await caller.PostAsync(Orders, order, ("Idempotency-Key", "order"));
        RestAnswer second = await caller.PostAsync(Orders, order, ("Idempotency-Key", "order-2"));
        RestAnswer found = await caller.GetAsync($"{Orders}/{made.Json["number"]}");
        RestAnswer known = await caller.GetAsync(
            $"{Orders}/{made.Json["number"]}", ("If-None-Match", found.ETag));
        RestAnswer listed = await caller.GetAsync($"/api/v1/contracts/{contract}/work-orders?limit=10");

        Assert.True(made.Status == 201, made.Body);
        Assert.True(found.Status == 200, found.Body);
        Assert.Equal(made.Body, again.Body);
        Assert.NotEqual((int)made.Json["number"]!, (int)second.Json["number"]!);
        Assert.Equal((200, (int)made.Json["number"]!), (found.Status, (int)found.Json["number"]!));
        Assert.Equal(304, known.Status);
        Assert.True(listed.Json["items"]!.AsArray().Count >= 2, listed.Body);
        Assert.Equal(404, (await caller.GetAsync($"{Orders}/999999999")).Status);
        Assert.Equal(400, (await caller.GetAsync($"{Orders}/x")).Status);
        Assert.Equal(428, (await caller.PostAsync(Orders, order)).Status);
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("native")]
    public async Task A_payment_reference_is_the_contracts_own_and_can_be_paid_against(string mode)
    {
        await stage.RouteAsync(mode);
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        (SampleCustomer customer, _) = await DebtorAsync(caller);

        RestAnswer issued = await caller.PostAsync(
            "/api/v1/payment-references", $$"""{"contract":{{customer.Contract}}}""");
        RestAnswer unknown = await caller.PostAsync("/api/v1/payment-references", """{"contract":7}""");
        RestAnswer wrong = await caller.PostAsync("/api/v1/payment-references", """{"contract":"7"}""");

        Assert.Equal((201, customer.Reference), (issued.Status, (string)issued.Json["reference"]!));
        Assert.Contains(customer.Reference, (string)issued.Json["barCode"]!, StringComparison.Ordinal);
        Assert.Equal((422, 400), (unknown.Status, wrong.Status));
        Assert.Equal("/contract", (string)wrong.Json["errors"]![0]!["pointer"]!);
    }

    private static string Order(SampleCustomer customer, string amount, string? ticket = null) =>
        $$"""{"reference":"{{customer.Reference}}","amount":{{amount}},"paidOn":"2026-03-31","store":"5" """
        + (ticket is null ? "}" : $$""" ,"ticket":"{{ticket}}"} """);

    private static async Task<(SampleCustomer, decimal)> DebtorAsync(RestCaller caller)
    {
        foreach (SampleCustomer customer in SampleCustomer.All)
        {
            if (await OwedAsync(caller, customer) is > 20 and var owed)
            {
                return (customer, owed);
            }
        }

        throw new InvalidOperationException("Nobody owes anything.");
    }

    private static async Task<decimal> OwedAsync(RestCaller caller, SampleCustomer customer)
    {
        RestAnswer answer = await caller.PostAsync(
            "/api/aquacis/InterfazGenericaGestionDeudaWS/getDeudaTotalConFacturas",
            $$"""{"contrato":{{customer.Contract}}}""");
        JsonNode? total = answer.Json["return"]?["deudaTotalFacturas"]?["deudaTotal"];
        return total is null ? 0 : (decimal)total;
    }
}
