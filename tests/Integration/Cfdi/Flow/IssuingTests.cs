using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Issuing;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Flow;

public sealed class IssuingTests(PostgresCluster cluster)
{
    private const int February = 202602;
    private static readonly DateOnly Day = new(2026, 3, 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invoices_get_one_document_each_and_their_payments_too_whatever_is_run_again()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 4);
        int[] contracts = await stage.ContractsAsync();
        await stage.RunAsync($"""
            UPDATE legacy_customer u SET postal_code = '' FROM legacy_contract c
            WHERE c.customer = u.id AND c.number = {contracts[3]}
            """);
        long atOnce = await stage.OpenAsync(contracts[0]);
        await stage.PayAsync(contracts[0], "at-once", atOnce, Day);

        IssueReport first = await stage.Issuing.IssueAsync(FlowStage.Scope(February), null, Cancellation);
        IssueReport again = await stage.Issuing.IssueAsync(FlowStage.Scope(February), null, Cancellation);

        Assert.Equal(new IssueReport(3, 1, 0), first);
        Assert.Equal(new IssueReport(0, 1, 0), again);
        RefusalLine refusal = Assert.Single(
            await new Refusals(stage.Stamping.Database).ListAsync(null, 10, Cancellation));
        Assert.Equal(("invoice", 2), (refusal.Kind, refusal.Tries));
        Assert.Contains("DomicilioFiscalReceptor", refusal.Reason.Path, StringComparison.Ordinal);

        // Half of it, the rest and more; only what the invoice takes is documented.
        long owed = await stage.OpenAsync(contracts[1]);
        await stage.PayAsync(contracts[1], "part", owed / 2, Day);
        await stage.PayAsync(contracts[1], "rest", owed, Day.AddDays(1));
        Assert.Equal(new IssueReport(0, 0, 2), await stage.Complements.IssueAsync(null, Cancellation));
        await stage.Stamping.StampAsync();
        Assert.Equal(new IssueReport(2, 0, 0), await stage.Complements.IssueAsync(null, Cancellation));
        Assert.Equal(IssueReport.Nothing, await stage.Complements.IssueAsync(null, Cancellation));
        await stage.Stamping.StampAsync();

        Assert.Equal("1 PUE, 2 PPD", await stage.Stamping.OneAsync<string>("""
            SELECT count(*) FILTER (WHERE convert_from(stamped_xml, 'UTF8') LIKE '%"PUE"%') || ' PUE, '
                || count(*) FILTER (WHERE convert_from(stamped_xml, 'UTF8') LIKE '%"PPD"%') || ' PPD'
            FROM cfdi_document WHERE source_kind = 'invoice' AND state = 'stamped'
            """));
        long rest = owed - (owed / 2);
        Assert.Equal($"1 {owed} {owed / 2}, 2 {rest} {rest}", await stage.Stamping.OneAsync<string>("""
            SELECT string_agg(concat_ws(' ', instalment, owed, paid), ', ' ORDER BY instalment) FROM cfdi_payment_part
            """));

        await stage.RunAsync("UPDATE legacy_customer SET postal_code = '65000' WHERE postal_code = ''");
        Assert.Equal(
            new IssueReport(1, 0, 0),
            await stage.Issuing.IssueAsync(
                IssueScope.All with { Contract = new(contracts[3]) }, null, Cancellation));
        Assert.Empty(await new Refusals(stage.Stamping.Database).ListAsync(null, 10, Cancellation));
    }

    [Fact]
    public async Task A_replaced_invoice_takes_its_payments_along_and_what_was_replaced_is_cancelled()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 1);
        int contract = (await stage.ContractsAsync())[0];
        await stage.Issuing.IssueAsync(FlowStage.Scope(February), null, Cancellation);
        await stage.Stamping.StampAsync();
        await stage.PayAsync(contract, "one", 500, Day);
        await stage.Complements.IssueAsync(null, Cancellation);
        await stage.Stamping.StampAsync();
        string number = await stage.Stamping.OneAsync<string>(
            "SELECT source_key FROM cfdi_document WHERE source_kind = 'invoice'");

        await stage.RunAsync("UPDATE legacy_customer SET postal_code = '76000'");
        Assert.Equal(1, (await stage.Issuing.ReplaceAsync(number, new(contract), Cancellation)).Queued);
        Assert.Equal(0, (await stage.Issuing.ReplaceAsync(number, new(contract), Cancellation)).Queued);
        await stage.Stamping.StampAsync();
        Assert.Equal(1, (await stage.Complements.IssueAsync(null, Cancellation)).Queued);
        await stage.Stamping.StampAsync();
        await stage.CancelAsync();

        Assert.Equal(
            "invoice 1 cancelled 01, invoice 2 stamped , payment 1 cancelled 01, payment 2 stamped ",
            await stage.Stamping.OneAsync<string>("""
                SELECT string_agg(format('%s %s %s %s', source_kind, version, state, (
                    SELECT motive FROM cfdi_cancellation c WHERE c.document = d.id)), ', '
                    ORDER BY source_kind, version) FROM cfdi_document d
                """));
    }

    [Fact]
    public async Task A_payment_that_was_taken_back_has_no_document()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 1);
        int contract = (await stage.ContractsAsync())[0];
        await stage.Issuing.IssueAsync(FlowStage.Scope(February), null, Cancellation);
        await stage.Stamping.StampAsync();
        await stage.PayAsync(contract, "sent", 500, Day);
        await stage.Complements.IssueAsync(null, Cancellation);
        await stage.Stamping.StampAsync();
        await stage.PayAsync(contract, "queued", 500, Day);
        await stage.Complements.IssueAsync(null, Cancellation);

        await stage.TakeBackAsync(contract, "queued");
        await stage.TakeBackAsync(contract, "sent");
        await stage.CancelAsync();

        Assert.Equal("P-1 cancelled, P-2 withdrawn", await stage.Stamping.OneAsync<string>("""
            SELECT string_agg(source_key || ' ' || state, ', ' ORDER BY id) FROM cfdi_document
            WHERE source_kind = 'payment'
            """));
        Assert.Equal(IssueReport.Nothing, await stage.Complements.IssueAsync(null, Cancellation));
    }

    [Fact]
    public async Task One_run_issues_at_a_time()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 1);
        await using Npgsql.NpgsqlConnection other = await stage.Stamping.Database.ConnectAsync(Cancellation);
        await using Npgsql.NpgsqlCommand take = new("SELECT pg_advisory_lock(1128678473)", other);
        await take.ExecuteScalarAsync(Cancellation);

        await Assert.ThrowsAsync<IssuingBusyException>(
            () => stage.Issuing.IssueAsync(IssueScope.All, null, Cancellation));
        Assert.Empty(await new CfdiQueries(stage.Stamping.Database).ListAsync(null, 0, 10, Cancellation));
    }
}
