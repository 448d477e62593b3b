using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Metering;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>What contracts are charged by is in memory for as long as somebody asks for it.</summary>
public sealed class RunningTariffsTests(PostgresCluster cluster)
{
    private static readonly CycleDays July = new(new BillingCycle(2026, 7), new(2026, 7, 1), new(2026, 7, 31));
    private static readonly CycleDays August = new(new BillingCycle(2026, 8), new(2026, 8, 1), new(2026, 8, 31));

    [Fact]
    public async Task A_cycle_that_nobody_asks_for_is_forgotten_and_charges_the_same_when_it_is_asked_for_again()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        RunningTariffs tariffs = new(stage.Database, stage.Clock);
        ContractNumber contract = new(await stage.Imported.OneAsync<int>("""
            SELECT min(d.contract)::integer FROM meter_device d JOIN legacy_contract c ON c.number = d.contract
            WHERE d.until IS NULL AND c.since < '2025-01-01' AND c.until IS NULL
            """));
        await PrepareAsync(tariffs, contract, July);
        CycleCharge before = Charge(tariffs, contract, July);
        Assert.Null(before.Problem);
        Assert.True(before.Amount > Money.Zero);

        stage.Clock.Now += TimeSpan.FromMinutes(9);
        await PrepareAsync(tariffs, contract, August);
        Assert.Equal(before, Charge(tariffs, contract, July));

        stage.Clock.Now += TimeSpan.FromMinutes(61);
        await PrepareAsync(tariffs, contract, August);
        Assert.Equal("not-in-cycle", Charge(tariffs, contract, July).Problem);
        await PrepareAsync(tariffs, contract, July);
        Assert.Equal(before, Charge(tariffs, contract, July));
        Assert.Null(Charge(tariffs, contract, August).Problem);
    }

    private static ValueTask PrepareAsync(RunningTariffs tariffs, ContractNumber contract, CycleDays cycle) =>
        tariffs.PrepareAsync([(contract, cycle)], TestContext.Current.CancellationToken);

    private static CycleCharge Charge(RunningTariffs tariffs, ContractNumber contract, CycleDays cycle) =>
        tariffs.Of(contract, cycle, cycle.From.AddDays(9), 20, []);
}
