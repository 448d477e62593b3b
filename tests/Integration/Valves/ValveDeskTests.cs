using Strangler.Core.Payments;
using Strangler.Core.Valves;
using Strangler.Gateway.Metering;
using Strangler.Postgres.Valves;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Meters;

namespace Strangler.Tests.Integration.Valves;

/// <summary>Who may order what, and what follows from prepaid credit.</summary>
public sealed class ValveDeskTests(PostgresCluster cluster, MeterBroker broker)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_households_valve_is_not_closed_and_nothing_of_such_an_order_is_kept()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 4);
        (ValveMeter household, ValveMeter shop) = (stage.Meters[0], stage.Meters[3]);

        DeskOutcome.Refused refused = Assert.IsType<DeskOutcome.Refused>(
            await stage.OrderAsync(ValveSetting.Closed, household, shop));

        Assert.Contains(household.Device, refused.Reason, StringComparison.Ordinal);
        Assert.StartsWith(ValveOrderPolicy.Household, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM valve_command"));
        Assert.IsType<DeskOutcome.Done>(await stage.OrderAsync(ValveSetting.Closed, shop));
        Assert.IsType<DeskOutcome.Done>(await stage.OrderAsync(ValveSetting.Restricted(200), household));
        await stage.DoAsync("""
            INSERT INTO legacy_tariff_kind VALUES (7, 'Homes', true);
            INSERT INTO legacy_contract_tariff VALUES (4, 1, 1, 7, '2020-01-01', NULL)
            """);
        Assert.IsType<DeskOutcome.Refused>(await stage.OrderAsync(ValveSetting.Closed, shop));
        (ValveWorker worker, _) = await stage.WorkerAsync();
        Assert.Equal(1, await worker.SendDueAsync(Cancellation));
        Assert.Equal("1 refused 0", await stage.CommandsAsync(shop));
    }

    [Fact]
    public async Task A_mass_order_is_sent_when_another_person_has_approved_it()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 12);
        (ValveWorker worker, _) = await stage.WorkerAsync();
        ValveMeter[] all = [.. stage.Meters];
        Assert.IsType<DeskOutcome.Done>(await stage.OrderAsync(ValveSetting.Restricted(200), all));
        Guid order = await stage.OneAsync<Guid>("SELECT id FROM valve_order");
        await stage.OrderAsync(ValveSetting.Open, "eva", all[0]);

        Assert.IsType<DeskOutcome.Refused>(await stage.Desk.ApproveAsync(order, " Ana ", Cancellation));
        Assert.Equal(1, await worker.SendDueAsync(Cancellation));
        Assert.IsType<DeskOutcome.Done>(await stage.Desk.ApproveAsync(order, "eva", Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await stage.Desk.ApproveAsync(order, "eva", Cancellation));
        Assert.Equal(11, await worker.SendDueAsync(Cancellation));

        Assert.Equal("1 superseded 0, 2 sent 1", await stage.CommandsAsync(all[0]));
        Assert.Equal("1 sent 1", await stage.CommandsAsync(all[1]));
        Assert.Equal(
            "ana begun, eva approved, valve worker sent, attempt 1",
            await stage.OneAsync<string>($"""
                SELECT string_agg(a.who || ' ' || a.outcome, ', ' ORDER BY a.id) FROM audit a
                JOIN valve_command c ON c.id = a.act WHERE c.device = '{all[1].Device}'
                """));
    }

    [Fact]
    public async Task Many_small_orders_of_one_person_are_a_mass_order_too_and_can_be_taken_back()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 12);
        ValveMeter[] all = [.. stage.Meters];
        await stage.OrderAsync(ValveSetting.Restricted(200), all[..10]);
        await stage.OrderAsync(ValveSetting.Restricted(200), all[10]);
        Guid order = await stage.OneAsync<Guid>("SELECT id FROM valve_order WHERE state = 'pending'");

        Assert.Equal("1 ordered 0", await stage.CommandsAsync(all[10]));
        PendingOrder pending = Assert.Single(await new ValveList(stage.Database).PendingAsync(10, Cancellation));
        Assert.Equal((order, 1, "ana"), (pending.Id, pending.Devices, pending.OrderedBy));
        Assert.IsType<DeskOutcome.Done>(await stage.Desk.CancelAsync(order, "ana", Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await stage.Desk.ApproveAsync(order, "eva", Cancellation));
        Assert.Equal("1 cancelled 0", await stage.CommandsAsync(all[10]));
        stage.Clock.Now += TimeSpan.FromMinutes(61);
        await stage.OrderAsync(ValveSetting.Open, all[10]);
        Assert.Equal("1 cancelled 0, 2 approved 0", await stage.CommandsAsync(all[10]));
    }

    [Fact]
    public async Task The_same_order_again_does_nothing_and_strangers_are_refused()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 1);
        ValveOrder order = new(
            Guid.NewGuid(), [stage.Meters[0].Device], ValveSetting.Open, "a test", "ana");

        Assert.IsType<DeskOutcome.Done>(await stage.Desk.OrderAsync(order, Cancellation));
        Assert.IsType<DeskOutcome.Repeated>(await stage.Desk.OrderAsync(order, Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await stage.Desk.OrderAsync(
            order with { Id = Guid.NewGuid(), Devices = ["nobody"] }, Cancellation));
        Assert.Equal("1 approved 0", await stage.CommandsAsync(stage.Meters[0]));
    }

    [Fact]
    public async Task Each_change_of_what_prepaid_credit_asks_for_is_one_command()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 4);
        ValveMeter household = stage.Meters[0];
        await DesireAsync(stage, 1, "open", "2026-07-01 10:00Z");
        await OrderTogetherAsync(stage);
        Assert.Equal("", await stage.CommandsAsync(household));

        await DesireAsync(stage, 1, "restricted", "2026-07-01 11:00Z");
        await DesireAsync(stage, 2, "closed", "2026-07-01 11:00Z");
        await DesireAsync(stage, 4, "closed", "2026-07-01 11:00Z");
        await OrderTogetherAsync(stage);
        await OrderTogetherAsync(stage);

        Assert.Equal("1 approved 0", await stage.CommandsAsync(household));
        Assert.Equal("1 refused 0", await stage.CommandsAsync(stage.Meters[1]));
        Assert.Equal("1 approved 0", await stage.CommandsAsync(stage.Meters[3]));
        ValveStanding standing = Assert.Single(
            await new ValveList(stage.Database).ListAsync(household.Device, true, 10, Cancellation));
        Assert.Equal(ValveSetting.Restricted(400), standing.Desired);

        await DesireAsync(stage, 1, "open", "2026-07-01 12:00Z");
        await OrderTogetherAsync(stage);
        Assert.Equal("1 superseded 0, 2 approved 0", await stage.CommandsAsync(household));

        await stage.DoAsync(
            $"UPDATE valve_command SET state = 'expired' WHERE device = '{household.Device}' AND number = 2");
        await OrderTogetherAsync(stage);
        await OrderTogetherAsync(stage);
        Assert.Equal("1 superseded 0, 2 expired 0, 3 approved 0", await stage.CommandsAsync(household));
    }

    private static Task DesireAsync(ValveStage stage, int contract, string desired, string since) => stage.DoAsync($"""
        INSERT INTO prepaid_desired VALUES ({contract}, '{desired}', 'credit', '{since}')
        ON CONFLICT (contract) DO UPDATE SET desired = EXCLUDED.desired, since = EXCLUDED.since
        """);

    /// <summary>Three workers at once.</summary>
    private static Task OrderTogetherAsync(ValveStage stage) => Task.WhenAll(Enumerable.Range(0, 3).Select(
        _ => new ValvePrepaid(stage.Database, stage.Time).OrderAsync(100, Cancellation)));
}
