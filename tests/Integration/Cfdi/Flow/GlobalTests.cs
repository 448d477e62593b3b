using Strangler.Cfdi.Building;
using Strangler.Postgres.Cfdi.Issuing;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Flow;

public sealed class GlobalTests(PostgresCluster cluster)
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receipts_of_the_public_share_a_document_until_one_is_asked_for_by_name()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 4);
        stage.Profile = stage.Profile with { NamesThePublic = false };
        await stage.RunAsync("UPDATE legacy_person SET tax_id = 'XAXX010101000'");
        int[] contracts = await stage.ContractsAsync();
        GlobalDesk desk = new(stage.Stamping.Database, stage.Profile, stage.Ring, TimeProvider.System);
        Task<IssueReport> Issue() => desk.IssueAsync(Day.AddMonths(-1), Day, GlobalSpan.Month, Cancellation);

        Assert.Equal(IssueReport.Nothing, await stage.Issuing.IssueAsync(FlowStage.Scope(202602), null, Cancellation));
        Assert.Equal(IssueReport.Nothing, await Issue());
        foreach (int contract in contracts[..3])
        {
            await stage.PayAsync(contract, "all", await stage.OpenAsync(contract), Day);
        }

        await stage.PayAsync(contracts[3], "part", 100, Day);
        Assert.Equal(new IssueReport(1, 0, 0), await Issue());
        Assert.Equal(IssueReport.Nothing, await Issue());
        await stage.Stamping.StampAsync();

        string number = await stage.Stamping.OneAsync<string>(
            $"SELECT invoice FROM cfdi_global_receipt WHERE contract = {contracts[1]}");
        Assert.False(await desk.NominateAsync("F0001-2026-99999999", Cancellation));
        Assert.True(await desk.NominateAsync(number, Cancellation));
        Assert.Equal(IssueReport.Nothing, await Issue());
        Assert.Equal(1, await desk.CancelLeftAsync(stage.Cancelling, Cancellation));
        await stage.CancelAsync();
        Assert.Equal(new IssueReport(1, 0, 0), await Issue());
        Assert.Equal(
            new IssueReport(1, 0, 0), await stage.Issuing.IssueAsync(FlowStage.Scope(202602), null, Cancellation));
        await stage.Stamping.StampAsync();

        Assert.Equal(
            "global 1 cancelled t f, global 2 stamped f f, invoice 1 stamped f t",
            await stage.Stamping.OneAsync<string>($"""
                SELECT string_agg(concat_ws(' ', source_kind, version, state,
                    strpos(convert_from(stamped_xml, 'UTF8'), '"{number}"') > 0,
                    strpos(convert_from(stamped_xml, 'UTF8'), '"PUE"') > 0 AND source_kind = 'invoice'), ', '
                    ORDER BY source_kind, version) FROM cfdi_document
                """));
    }
}
