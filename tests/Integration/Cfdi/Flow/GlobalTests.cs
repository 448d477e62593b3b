using Strangler.Cfdi.Building;
using Strangler.Postgres.Cfdi;
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
        int[] contracts = await PublicAsync(stage);
        GlobalDesk desk = Desk(stage);

        Assert.Equal(IssueReport.Nothing, await stage.Issuing.IssueAsync(FlowStage.Scope(202602), null, Cancellation));
        Assert.Equal(IssueReport.Nothing, await IssueAsync(desk));
        foreach (int contract in contracts[..3])
        {
            await stage.PayAsync(contract, "all", await stage.OpenAsync(contract), Day);
        }

        await stage.PayAsync(contracts[3], "part", 100, Day);
        Assert.Equal(new IssueReport(1, 0, 0), await IssueAsync(desk));
        Assert.Equal(IssueReport.Nothing, await IssueAsync(desk));
        await stage.Stamping.StampAsync();

        string number = await NumberAsync(stage, contracts[1]);
        Assert.Equal(
            NominationOutcome.NotInGlobal, await desk.NominateAsync("F0001-2026-99999999", null, Cancellation));
        Assert.Equal(NominationOutcome.Reissue, await desk.NominateAsync(number, null, Cancellation));
        Assert.Equal(IssueReport.Nothing, await IssueAsync(desk));
        Assert.Equal(1, await desk.CancelLeftAsync(stage.Cancelling, Cancellation));
        await stage.CancelAsync();
        Assert.Equal(new IssueReport(1, 0, 0), await IssueAsync(desk));
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

    [Fact]
    public async Task A_credit_note_takes_a_receipt_out_of_a_global_document_that_stays()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 3);
        int[] contracts = await PublicAsync(stage);
        stage.Profile = stage.Profile with { Nomination = NominationWay.Credit };
        GlobalDesk desk = await StampedAsync(stage, contracts);
        string first = await NumberAsync(stage, contracts[0]);
        string second = await NumberAsync(stage, contracts[1]);

        Assert.Equal(NominationOutcome.Credit, await desk.NominateAsync(first, null, Cancellation));
        Assert.Equal(0, await desk.CancelLeftAsync(stage.Cancelling, Cancellation));
        Assert.Equal(new IssueReport(1, 0, 0), await IssueAsync(desk));
        Assert.Equal(IssueReport.Nothing, await IssueAsync(desk));
        Assert.Equal(IssueReport.Nothing, await stage.Issuing.IssueAsync(FlowStage.Scope(202602), null, Cancellation));
        await stage.Stamping.StampAsync();
        Assert.Equal(
            new IssueReport(1, 0, 0), await stage.Issuing.IssueAsync(FlowStage.Scope(202602), null, Cancellation));

        // What has a credit note cannot be cancelled: the next one leaves by a credit note too, whatever is asked.
        Assert.Equal(
            NominationOutcome.Credit, await desk.NominateAsync(second, NominationWay.Reissue, Cancellation));
        Assert.Equal(NominationOutcome.Out, await desk.NominateAsync(first, null, Cancellation));
        await FinishAsync(stage, desk);

        await AssertOutAsync(stage, first, second);
        Assert.Equal(IssueReport.Nothing, await IssueAsync(desk));
        Assert.Equal(
            $"E G02 PUBLICO EN GENERAL 01 84111506 {first} t", await stage.Stamping.OneAsync<string>($"""
                SELECT concat_ws(' ', type, substring(x, 'UsoCFDI="([^"]*)'),
                    substring(x, 'Receptor[^>]*Nombre="([^"]*)'),
                    substring(x, 'TipoRelacion="([^"]*)'), substring(x, 'ClaveProdServ="([^"]*)'),
                    substring(x, 'NoIdentificacion="([^"]*)'), substring(x, 'CfdiRelacionado UUID="([^"]*)')::uuid = (
                        SELECT uuid FROM cfdi_document WHERE source_kind = 'global'))
                FROM cfdi_document d, convert_from(d.stamped_xml, 'UTF8') x WHERE source_key = 'GE-{first}'
                """));
    }

    [Fact]
    public async Task A_credit_note_is_made_where_the_global_document_cannot_be_cancelled_any_more()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 3);
        int[] contracts = await PublicAsync(stage);
        GlobalDesk desk = await StampedAsync(stage, contracts);
        string number = await NumberAsync(stage, contracts[2]);
        Assert.Equal(NominationOutcome.Reissue, await desk.NominateAsync(number, null, Cancellation));

        Assert.Equal(0, await desk.CancelLeftAsync(stage.CancellingIn(years: 3), Cancellation));
        await FinishAsync(stage, desk);

        await AssertOutAsync(stage, number);
    }

    [Theory]
    [InlineData("refused", "208")]
    [InlineData("rejected", null)]
    public async Task A_credit_note_is_made_where_SAT_does_not_cancel_the_global_document(string state, string? code)
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 3);
        int[] contracts = await PublicAsync(stage);
        GlobalDesk desk = await StampedAsync(stage, contracts);
        string number = await NumberAsync(stage, contracts[0]);
        await desk.NominateAsync(number, NominationWay.Reissue, Cancellation);
        Assert.Equal(1, await desk.CancelLeftAsync(stage.Cancelling, Cancellation));
        await stage.RunAsync($"""
            UPDATE cfdi_cancellation SET state = '{state}', code = nullif('{code}', '');
            UPDATE cfdi_document SET state = 'stamped' WHERE state = 'cancel-requested'
            """);

        Assert.Equal(0, await desk.CancelLeftAsync(stage.Cancelling, Cancellation));
        LeavingReceipt leaving = Assert.Single(
            await new FlowQueries(stage.Stamping.Database).LeavingAsync(10, Cancellation));
        Assert.Equal(new LeavingReceipt(number, "G-1", true, "stamped"), leaving);
        await FinishAsync(stage, desk);

        await AssertOutAsync(stage, number);
    }

    private static Task<IssueReport> IssueAsync(GlobalDesk desk) =>
        desk.IssueAsync(Day.AddMonths(-1), Day, GlobalSpan.Month, Cancellation);

    private static GlobalDesk Desk(FlowStage stage) =>
        new(stage.Stamping.Database, stage.Profile, stage.Ring, TimeProvider.System);

    private static async Task<int[]> PublicAsync(FlowStage stage)
    {
        stage.Profile = stage.Profile with { NamesThePublic = false };
        await stage.RunAsync("UPDATE legacy_person SET tax_id = 'XAXX010101000'");
        return await stage.ContractsAsync();
    }

    /// <summary>All are paid and in a stamped global document.</summary>
    private static async Task<GlobalDesk> StampedAsync(FlowStage stage, int[] contracts)
    {
        foreach (int contract in contracts)
        {
            await stage.PayAsync(contract, "all", await stage.OpenAsync(contract), Day);
        }

        GlobalDesk desk = Desk(stage);
        Assert.Equal(new IssueReport(1, 0, 0), await IssueAsync(desk));
        await stage.Stamping.StampAsync();
        return desk;
    }

    private static async Task FinishAsync(FlowStage stage, GlobalDesk desk)
    {
        Assert.Equal(new IssueReport(1, 0, 0), await IssueAsync(desk));
        await stage.Stamping.StampAsync();
        await stage.Issuing.IssueAsync(FlowStage.Scope(202602), null, Cancellation);
        await stage.Stamping.StampAsync();
    }

    private static Task<string> NumberAsync(FlowStage stage, int contract) => stage.Stamping.OneAsync<string>(
        $"SELECT invoice FROM cfdi_global_receipt WHERE contract = {contract}");

    /// <summary>
    /// One living nominative invoice each, and what the global document says less its credit notes is the rest: every
    /// peso of the books is documented once.
    /// </summary>
    private static async Task AssertOutAsync(FlowStage stage, params string[] numbers)
    {
        string list = string.Join(',', numbers.Select(number => $"'{number}'"));
        Assert.Equal((long)numbers.Length, await stage.Stamping.OneAsync<long>($"""
            SELECT count(*) FROM cfdi_document d JOIN billing_document_now b ON b.number = d.source_key
            WHERE d.source_kind = 'invoice' AND d.state = 'stamped' AND d.source_key IN ({list})
              AND d.total * 100 = b.total
            """));
        Assert.Equal(
            "1 0", await stage.Stamping.OneAsync<string>($"""
                SELECT concat_ws(' ', count(*) FILTER (WHERE source_kind = 'global'), (100 * sum(
                        CASE source_kind WHEN 'global-credit' THEN -total ELSE total END) - (
                    SELECT sum(b.total) FROM cfdi_global_receipt r JOIN billing_document_now b ON b.number = r.invoice))
                    ::bigint)
                FROM cfdi_document WHERE state = 'stamped'
                """));
        List<string> wrong = [];
        await new StoredVerification(stage.Stamping.Database, stage.Stamping.Certificates, TimeProvider.System)
            .RunAsync(null, (id, problem) => wrong.Add($"{id}: {problem}"), Cancellation);
        Assert.Empty(wrong);
    }
}
