using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Billing;

/// <summary>What is told of supply, and the bills after it.</summary>
public sealed class ServiceEventTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stopped_contract_is_billed_until_its_day_and_then_no_more()
    {
        await using BilledDatabase plain = await BilledDatabase.CreateAsync(cluster);
        await using BilledDatabase told = await BilledDatabase.CreateAsync(cluster);
        await plain.RunAsync(BilledDatabase.All());
        int[] contracts = await plain.Imported.OneAsync<int[]>(
            "SELECT array_agg(contract ORDER BY contract) FROM billing_document WHERE type = 1 AND total > 0");
        (int gone, int within, int paused, int other) = (contracts[0], contracts[1], contracts[2], contracts[3]);

        await KeepAsync(told, gone, ServiceEventKind.Stopped, "2026-01-31");
        await KeepAsync(told, within, ServiceEventKind.Stopped, "2026-02-10");
        await KeepAsync(told, paused, ServiceEventKind.Stopped, "2026-01-20");
        await KeepAsync(told, paused, ServiceEventKind.Started, "2026-02-14");
        LoadedRange range = await LoadAsync(told);
        await told.RunAsync(BilledDatabase.All());

        Assert.Equal(
            [(gone, false, 0), (within, true, 10), (paused, true, 14), (other, true, 28)],
            range.Bills.Where(bill => new[] { gone, within, paused, other }.Contains(bill.Input.Contract.Value))
                .Select(bill => (bill.Input.Contract.Value, bill.InService, bill.Input.Facts.Days)));
        Assert.Equal(await plain.CountAsync("billing_document") - 1, await told.CountAsync("billing_document"));
        Assert.Equal(
            0L, await told.Imported.OneAsync<long>($"SELECT count(*) FROM billing_document WHERE contract = {gone}"));
        foreach (int contract in (int[])[within, paused])
        {
            Assert.True(await TotalAsync(told, contract) <= await TotalAsync(plain, contract));
        }

        Assert.Equal(await TotalAsync(plain, other), await TotalAsync(told, other));
        await told.AssertSoundAsync();
    }

    [Fact]
    public async Task An_event_is_kept_once_and_none_after_the_bill()
    {
        await using BilledDatabase database = await BilledDatabase.CreateAsync(cluster);
        await database.RunAsync(BilledDatabase.All());
        int contract = await database.Imported.OneAsync<int>(
            "SELECT min(contract) FROM billing_document WHERE type = 1");
        ServiceEventStore store = new(database.Imported.Database);
        ServiceEvent stop = new(
            "e", new ContractNumber(contract), ServiceEventKind.Stopped, new DateOnly(2026, 3, 5));

        ServiceEventOutcome[] atOnce = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => store.KeepAsync(stop, "test", Cancellation)));
        ServiceEventOutcome other = await store.KeepAsync(
            stop with { Day = new DateOnly(2026, 3, 6) }, "test", Cancellation);
        ServiceEventOutcome another = await store.KeepAsync(
            stop with { Contract = new ContractNumber(contract + 1) }, "test", Cancellation);
        ServiceEventOutcome late = await store.KeepAsync(
            stop with { Id = "late", Contract = await OtherAsync(database, contract), Day = new DateOnly(2026, 2, 5) },
            "test", Cancellation);
        ServiceEventOutcome unknown = await store.KeepAsync(
            stop with { Id = "u", Contract = new ContractNumber(1) }, "test", Cancellation);

        Assert.Equal(1, atOnce.Count(outcome => outcome is ServiceEventOutcome.Kept { Before: false }));
        Assert.Equal(7, atOnce.Count(outcome => outcome is ServiceEventOutcome.Kept { Before: true }));
        Assert.IsType<ServiceEventOutcome.OtherContent>(other);
        Assert.IsType<ServiceEventOutcome.OtherContent>(another);
        Assert.Equal(new ServiceEventOutcome.Refused(ServiceEventRefusal.BilledAlready), late);
        Assert.IsType<ServiceEventOutcome.UnknownContract>(unknown);
        Assert.Equal(1L, await database.CountAsync("native_service_event"));
    }

    private static async Task<ContractNumber> OtherAsync(BilledDatabase database, int contract) =>
        new(await database.Imported.OneAsync<int>(
            $"SELECT max(contract) FROM billing_document WHERE type = 1 AND contract <> {contract}"));

    private static async Task KeepAsync(BilledDatabase database, int contract, ServiceEventKind kind, string day)
    {
        ServiceEventOutcome outcome = await new ServiceEventStore(database.Imported.Database).KeepAsync(
            new ServiceEvent(
                $"{contract} {day}", new ContractNumber(contract), kind,
                DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            "test", Cancellation);
        Assert.Equal(new ServiceEventOutcome.Kept(Before: false), outcome);
    }

    private static async Task<LoadedRange> LoadAsync(BilledDatabase database)
    {
        LegacyPlans plans = await LegacyPlans.LoadAsync(database.Imported.Database, Cancellation);
        BillInputLoader loader = await BillInputLoader.OpenAsync(
            database.Imported.Database, new BillScope(null, BilledDatabase.February), plans, Cancellation);
        return await loader.LoadAsync(new ContractRange(1, int.MaxValue), withLegacyBills: false, Cancellation);
    }

    private static Task<long> TotalAsync(BilledDatabase database, int contract) =>
        database.Imported.OneAsync<long>($"SELECT total FROM billing_document WHERE contract = {contract}");
}
