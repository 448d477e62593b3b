using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Payments;
using Strangler.Core.Prepaid;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;
using Strangler.Postgres.Prepaid;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Meters;

/// <summary>Water and its charge so far, as consumers and customers see it.</summary>
public sealed class UsageTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateOnly Today => LocalDay.Of(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task What_meters_counted_is_told_with_its_charge_its_alerts_and_its_days()
    {
        await using UsageStage stage = await UsageStage.CreateAsync(cluster);
        await stage.CountAsync(3_200, MeterFlags.Leak);
        int contract = await stage.Meters.Imported.OneAsync<int>(
            "SELECT min(contract)::integer FROM meter_charge WHERE problem IS NULL AND amount > 0");

        (int status, JsonNode usage) = await stage.GetAsync($"/api/v1/contracts/{contract}/usage");
        (_, JsonNode byHour) = await stage.GetAsync($"/api/v1/contracts/{contract}/usage?by=hour&from={Today:O}");

        Assert.Equal((200, contract), (status, (int)usage["contract"]!));
        Assert.Equal(
            await stage.Meters.Imported.OneAsync<string>(
                $"SELECT quantity || ' ' || amount || ' ' || tax FROM meter_charge WHERE contract = {contract}"),
            $"{usage["charge"]!["cubicMetres"]} {(decimal)usage["charge"]!["amount"]! * 100:F0} "
            + $"{(decimal)usage["charge"]!["tax"]! * 100:F0}");
        Assert.Null((string?)usage["charge"]!["problem"]);
        Assert.InRange(Today, Day(usage["cycle"]!["from"]), Day(usage["cycle"]!["to"]));
        JsonArray meters = usage["meters"]!.AsArray();
        Assert.Equal(3_200 * meters.Count, (long)usage["litres"]!);
        Assert.Equal(3_200 * meters.Count, usage["slices"]!.AsArray().Sum(one => (long)one!["litres"]!));
        Assert.Equal(3_200 * meters.Count, byHour["slices"]!.AsArray().Sum(one => (long)one!["litres"]!));
        Assert.All(meters, meter => Assert.Equal(
            stage.Meters.Counts[(string)meter!["device"]!] + 3_200, (long)meter["litres"]!));
        Assert.Contains(usage["alerts"]!.AsArray(), alert => (string)alert!["kind"]! == "leak");
        Assert.Null(usage["prepaid"]);
    }

    [Fact]
    public async Task Wrong_ranges_and_contracts_without_remote_meters_are_told_so()
    {
        await using UsageStage stage = await UsageStage.CreateAsync(cluster);
        int known = await stage.Meters.Imported.OneAsync<int>("SELECT min(contract)::integer FROM meter_device");
        int unread = await stage.Meters.Imported.OneAsync<int>("""
            SELECT min(number)::integer FROM legacy_contract c
            WHERE NOT EXISTS (SELECT FROM meter_device d WHERE d.contract = c.number)
            """);
        foreach ((string path, int expected) in ((string, int)[])
            [
                ($"{known}/usage?from={Today:O}&to={Today:O}", 200),
                ($"{known}/usage?from={Today.AddDays(-61):O}&to={Today:O}", 200),
                ($"{known}/usage?from=2001-01-01", 200),
                ($"{known}/usage?to=2000-01-01", 200),
                ($"{known}/usage?from={Today.AddDays(-62):O}&to={Today:O}", 400),
                ($"{known}/usage?by=hour&from={Today.AddDays(-6):O}", 200),
                ($"{known}/usage?by=hour&from={Today.AddDays(-7):O}&to={Today:O}", 400),
                ($"{known}/usage?to={Today.AddDays(2):O}", 400),
                ($"{known}/usage?from={Today:O}&to={Today.AddDays(-1):O}", 400),
                ($"{known}/usage?from=0001-01-01&to=0001-01-01", 400), ($"{known}/usage?to=0001-01-01", 400),
                ($"{known}/usage?from=9999-12-31&to=9999-12-31", 400), ($"{known}/usage?from=9999-12-31", 400),
                ($"{known}/usage?from=yesterday", 400), ($"{known}/usage?by=minute", 400),
                ($"{known}/usage?until={Today:O}", 400), ("x/usage", 400),
                ($"{unread}/usage", 404), ("99999999/usage", 404),
            ])
        {
            (int status, JsonNode json) = await stage.GetAsync("/api/v1/contracts/" + path);
            Assert.True(expected == status, $"{path}: {status} {json}");
            Assert.Equal(status != 200, json["type"] is not null);
        }
    }

    [Fact]
    public async Task A_top_up_is_credit_as_soon_as_it_is_posted_and_water_takes_of_it()
    {
        await using UsageStage stage = await UsageStage.CreateAsync(
            cluster, "--Prepaid:SegmentEvery=00:00:00", "--Prepaid:ReviewEvery=00:00:00");
        ContractNumber contract = await EnrolAsync(stage.Meters, new DateOnly(Today.Year, Today.Month, 1));
        string path = $"/api/v1/contracts/{contract.Value}/usage";
        JsonNode before = (await stage.GetAsync(path)).Json["prepaid"]!;

        await PayAsync(stage.Meters, contract, 100_00);
        JsonNode paid = (await stage.GetAsync(path)).Json["prepaid"]!;
        await stage.CountAsync(60_000);
        JsonNode used = (await stage.GetAsync(path)).Json["prepaid"]!;

        Assert.Equal((decimal)before["credit"]! + 100, (decimal)paid["credit"]!);
        Assert.Equal((decimal)before["available"]! + 100, (decimal)paid["available"]!);
        Assert.Equal((decimal)paid["credit"]!, (decimal)used["credit"]!);
        Assert.True((decimal)used["running"]! > (decimal)paid["running"]!, $"{paid} {used}");
        Assert.Equal((decimal)used["credit"]! - (decimal)used["running"]!, (decimal)used["available"]!);
    }

    [Fact]
    public async Task The_gateway_charges_days_that_are_over_looks_at_credit_and_sends_notices()
    {
        await using UsageStage stage = await UsageStage.CreateAsync(
            cluster, "--Prepaid:SegmentEvery=00:00:00.200", "--Prepaid:SegmentAfter=00:00:00",
            "--Prepaid:ReviewEvery=00:00:00.200", "--Prepaid:NotifyEvery=00:00:00.200");
        DateOnly since = new DateOnly(Today.Year, Today.Month, 1).AddMonths(-1);
        ContractNumber contract = await EnrolAsync(stage.Meters, since);

        await Eventually.BecomesAsync(true, () => stage.Meters.Imported.OneAsync<bool>($"""
            SELECT EXISTS (
                    SELECT FROM prepaid_account WHERE through = DATE '{Today.AddDays(-1):O}' AND problem IS NULL)
                AND EXISTS (SELECT FROM prepaid_desired WHERE contract = {contract.Value})
                AND EXISTS (SELECT FROM prepaid_notice_sandbox WHERE contract = {contract.Value})
            """));
    }

    [Fact]
    public async Task The_page_holds_nothing_loads_nothing_and_runs_its_own_script_alone()
    {
        await using UsageStage stage = await UsageStage.CreateAsync(cluster);
        using HttpResponseMessage answer = await stage.Gateway.Client.GetAsync("/usage/1000017", Cancellation);
        string page = await answer.Content.ReadAsStringAsync(Cancellation);
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

        Assert.Equal((200, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        string script = page[(page.IndexOf("<script>", StringComparison.Ordinal) + 8)..]
            .Replace("</script>", "", StringComparison.Ordinal);
        Assert.Contains(
            $"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}';", policy);
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("1000017", page);
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("innerHTML", page);
    }

    private static DateOnly Day(JsonNode? json) => DateOnly.Parse((string)json!, CultureInfo.InvariantCulture);

    /// <summary>A contract with a remote meter, whose plan charges what is used.</summary>
    private static async Task<ContractNumber> EnrolAsync(MeterStage stage, DateOnly since)
    {
        ContractNumber contract = new(await stage.Imported.OneAsync<int>("""
            SELECT min(d.contract)::integer FROM meter_device d JOIN legacy_contract c ON c.number = d.contract
            WHERE c.since < '2025-01-01' AND c.until IS NULL
            """));
        PlanBook plans = await PrepaidPlans.LoadAsync(stage.Database, Cancellation);
        string plan = plans.Codes.First(code => plans.On(code, since) is { } found && found.Plan.Charges.Any(
            charge => charge.Price is PriceMethod.Table { Rows: var rows } && rows.Any(row => row.UnitPrice > 0)));
        await using LedgerStore ledger = new(stage.Database, TimeProvider.System);
        NewAgreement wanted = new(
            contract, plan, since, new CreditTerms([new Money(50_00)], Money.Zero, IsHousehold: true),
            new FundsPolicy(Money.Zero, Money.Zero, 5), "America/Mexico_City", false, NoticeChannel.Sms);
        Assert.IsType<DeskOutcome.Done>(await new PrepaidDesk(stage.Database, ledger, TimeProvider.System).EnrolAsync(
            wanted, plans, "ana", Cancellation));
        return contract;
    }

    private static async Task PayAsync(MeterStage stage, ContractNumber contract, long centavos)
    {
        // Whatever its group's balances are: this is a copy.
        Assert.True(await new CutoverStandings(stage.Database).SetDryRunAsync(true, "test", Cancellation));
        await using LedgerStore ledger = new(stage.Database, TimeProvider.System);
        await using PaymentDesk desk = new(stage.Database, ledger, null, TimeProvider.System);
        Assert.IsType<PaymentOutcome.Taken>(await desk.PayAsync(
            new NewPayment(contract, "top-up", new Money(centavos), new PaymentMethod('O', 1), Today, null),
            rehearsal: false, Cancellation));
    }
}
