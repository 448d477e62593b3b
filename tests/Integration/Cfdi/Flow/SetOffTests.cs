using Strangler.Cfdi.Building;
using Strangler.Core.Receivables;
using Strangler.Postgres.Cfdi.Issuing;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Flow;

/// <summary>Deposits and balances set against invoices (form 17), and warnings of what was issued.</summary>
public sealed class SetOffTests(PostgresCluster cluster)
{
    private const int February = 202602;
    private static readonly DateOnly Day = new(2026, 3, 10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deposits_and_balances_set_against_invoices_are_documented_as_payments_by_compensation()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 3);
        int[] contracts = await stage.ContractsAsync();
        long whole = await stage.OpenAsync(contracts[0]);
        await stage.DepositAsync(contracts[0], "all", DepositKind.Deposit, whole, Day);
        await stage.Issuing.IssueAsync(FlowStage.Scope(February), null, Cancellation);
        await stage.Stamping.StampAsync();

        // A part by a deposit, the rest and more by cash; what is over pays the month after.
        long owed = await stage.OpenAsync(contracts[1]);
        await stage.DepositAsync(contracts[1], "part", DepositKind.Retainer, 500, Day);
        await stage.PayAsync(contracts[1], "rest", owed - 500 + 700, Day.AddDays(1));
        // An advance has a document of its own; this invoice's says nothing of it.
        await stage.DepositAsync(contracts[2], "before", DepositKind.Advance, 400, Day);
        await stage.BillAsync(202603);
        await stage.Issuing.IssueAsync(FlowStage.Scope(202603), null, Cancellation);
        await stage.Stamping.StampAsync();
        await stage.UseBalanceAsync(contracts[1], "over", Day.AddDays(20));
        Assert.IsType<ReceivableOutcome.Refused>(await stage.Receivables.UseBalanceAsync(
            new(contracts[1]), "again", null, Day, "ana", Cancellation));

        Assert.Equal(new IssueReport(3, 0, 0), await stage.Complements.IssueAsync(null, Cancellation));
        await stage.Stamping.StampAsync();

        Assert.Equal("PUE 17", await stage.Stamping.OneAsync<string>($"""
            SELECT concat_ws(' ', substring(x, 'MetodoPago="([^"]*)'), substring(x, 'FormaPago="([^"]*)'))
            FROM cfdi_invoice i JOIN cfdi_document d ON d.source_key = i.number,
                convert_from(d.stamped_xml, 'UTF8') x WHERE i.contract = {contracts[0]} AND i.cycle = {February}
            """));
        Assert.Equal(
            $"2026-03-10 17 500 1, 2026-03-11 03 {owed - 500} 2, 2026-03-30 17 700 1",
            await stage.Stamping.OneAsync<string>($"""
                SELECT string_agg(concat_ws(' ', substring(x, 'FechaPago="([^T]*)'),
                    substring(x, 'FormaDePagoP="([^"]*)'), (100 * substring(x, ' Monto="([^"]*)')::numeric)::integer,
                    substring(x, 'NumParcialidad="([^"]*)')), ', ' ORDER BY x.x)
                FROM cfdi_document d, LATERAL (SELECT convert_from(d.stamped_xml, 'UTF8')) t (s),
                    LATERAL (SELECT t.s) x (x) WHERE d.source_kind = 'payment'
                """));
        await AssertTaxesAsync(stage, contracts[1]);
    }

    [Fact]
    public async Task Warnings_of_what_was_issued_are_kept_until_it_is_issued_without()
    {
        await using FlowStage stage = await FlowStage.CreateAsync(cluster, 2);
        IssuerProfile right = stage.Profile;
        stage.Profile = right with
        {
            Table = right.Table with
            {
                Taxes = [new ConceptTax(null, null, "02", default, 0.08m, new(2014, 1, 1), null, "of the test")],
            },
        };
        await stage.Issuing.IssueAsync(FlowStage.Scope(February), null, Cancellation);
        await stage.Stamping.StampAsync();
        IssueWarnings warnings = new(stage.Stamping.Database);

        IReadOnlyList<WarningLine> lines = await warnings.ListAsync("DOC-TAX", 100, Cancellation);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(("invoice", 1), (line.Kind, line.Version)));
        Assert.Contains(
            lines, line => line.Reason.Message.Contains("0.08 for it: of the test", StringComparison.Ordinal));
        Assert.Equal(("DOC-TAX", 2L), Assert.Single(await warnings.CountAsync(Cancellation)));
        (int code, string status) = await stage.CommandAsync("status");
        Assert.Equal(0, code);
        Assert.Matches(@"DOC-TAX\s+2", status);
        Assert.Matches(@"warning\s+invoice", (await stage.CommandAsync("refused", "--rule", "DOC-TAX")).Output);
        Assert.DoesNotContain("warning ", (await stage.CommandAsync("refused", "--rule", "305")).Output);

        stage.Profile = right;
        int contract = (await stage.ContractsAsync())[0];
        string number = await stage.Stamping.OneAsync<string>(
            $"SELECT number FROM cfdi_invoice WHERE contract = {contract}");
        Assert.Equal(1, (await stage.Issuing.ReplaceAsync(number, new(contract), Cancellation)).Queued);
        WarningLine[] after = [.. await warnings.ListAsync(null, 1_000, Cancellation)];
        Assert.All(after, line => Assert.Equal(line.Key == number ? 2 : 1, line.Version));
        Assert.All(after, line => Assert.Equal(
            line.Key != number, line.Reason.Message.Contains("of the test", StringComparison.Ordinal)));
    }

    /// <summary>The bases of an invoice's payments come to its own, to the last decimal.</summary>
    private static async Task AssertTaxesAsync(FlowStage stage, int contract) => Assert.Equal(
        "0", await stage.Stamping.OneAsync<string>($"""
            SELECT trim_scale(sum(base) - (
                SELECT sum(b) FROM cfdi_invoice i, unnest(i.bases) b
                WHERE i.contract = {contract} AND i.cycle = {February}))::text
            FROM (
                SELECT (
                    regexp_matches(convert_from(d.stamped_xml, 'UTF8'), 'BaseDR="([^"]*)', 'g'))[1]::numeric AS base
                FROM cfdi_document d JOIN cfdi_payment p ON d.source_key = 'P-' || p.number
                JOIN cfdi_payment_part t ON t.number = p.number AND t.cycle = {February}
                WHERE p.contract = {contract}) x
            """));
}
