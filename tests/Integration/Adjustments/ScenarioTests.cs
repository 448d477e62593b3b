using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Npgsql;

namespace Strangler.Tests.Integration.Adjustments;

/// <summary>
/// The six scenarios of S0, 8.2, as the command line tells them. ACCEPT=1 rewrites the approved files.
/// </summary>
public sealed class ScenarioTests(AdjustedDatabase database) : IClassFixture<AdjustedDatabase>
{
    private const string Usual = """
        d.quantity BETWEEN 20 AND 40 AND c.units = 1 AND NOT p.pensioner AND k.domestic AND c.since < '2025-01-01'
        AND (SELECT count(*) FROM legacy_meter m WHERE m.service_point = c.service_point) = 1
        AND NOT EXISTS (SELECT 1 FROM import_quarantine q WHERE q.contract = c.number)
        """;

    [Fact]
    public async Task A_corrected_reading_gives_a_credit_note()
    {
        int contract = await ContractAsync(Usual, 0);
        string reading = $"FROM legacy_reading WHERE contract = {contract} AND year = 2026 AND period = 2 "
            + "ORDER BY read_at DESC LIMIT 1";
        int meter = await database.OneAsync<int>($"SELECT meter {reading}");
        int dials = await database.OneAsync<int>($"SELECT dials {reading}");
        string on = await database.OneAsync<string>(
            $"SELECT to_char(read_at AT TIME ZONE 'America/Mexico_City', 'YYYY-MM-DD') {reading}");

        await ApproveAsync(
            contract, "reading", "reading", "--meter", Text(meter), "--on", on, "--dials", Text(dials - 6));
    }

    [Fact]
    public async Task Another_class_gives_a_debit_note()
    {
        int contract = await ContractAsync(Usual, 1);
        string plan = await database.OneAsync<string>($"""
            SELECT b.code FROM billing_line l JOIN billing_plan b ON b.id = l.plan
            JOIN legacy_contract c ON c.number = l.contract
            JOIN legacy_contract_tariff t ON t.contract = c.number AND t.charge_type = 1
            JOIN legacy_tariff_kind k ON k.id = t.tariff_kind
            WHERE NOT k.domestic AND c.service_area = (
                SELECT service_area FROM legacy_contract WHERE number = {contract})
            ORDER BY b.code LIMIT 1
            """);

        await ApproveAsync(contract, "class", "class", "--plan", plan);
    }

    [Fact]
    public async Task Days_that_no_meter_counted_give_a_debit_note() => await ApproveAsync(
        await ContractAsync(Usual, 2), "gap", "gap", "--from", "2026-02-10", "--to", "2026-02-14");

    [Fact]
    public async Task A_programme_granted_gives_a_credit_note() => await ApproveAsync(
        await ContractAsync(Usual, 3), "programme-granted", "programme", "--grant", "pensioner");

    [Fact]
    public async Task A_programme_revoked_gives_a_debit_note() => await ApproveAsync(
        await ContractAsync("p.pensioner AND k.domestic AND d.quantity > 5", 0), "programme-revoked", "programme",
        "--revoke", "pensioner");

    [Fact]
    public async Task Water_lost_after_the_meter_is_let_off_in_part() => await ApproveAsync(
        await ContractAsync(Usual, 4), "leak", "leak", "--usual", "12", "--share", "0.5");

    [Fact]
    public async Task A_dispute_blocks_its_amount_until_it_is_decided()
    {
        int contract = await ContractAsync(Usual, 5);
        string invoice = await database.InvoiceAsync(contract);
        string opened = await DoneAsync("dispute", "--invoice", invoice, "--amount", "100.01", "--reason", "claim");
        string blocked = await database.OneAsync<string>($"""
            SELECT receivable || ' ' || blocked || ' ' || current_amount FROM ledger_stream WHERE contract = {contract}
            """);
        (int code, _, string again) = await AdjustAsync("dispute", "--invoice", invoice, "--reason", "claim");
        string preview = await DoneAsync(
            "resolve", "--invoice", invoice, "--accept", "60.35", "--reason", "half", "--simulate");
        string resolved = await DoneAsync("resolve", "--invoice", invoice, "--accept", "60.35", "--reason", "half");

        Assert.Equal(1, code);
        Assert.Equal(0L, await database.OneAsync<long>(
            $"SELECT blocked FROM ledger_stream WHERE contract = {contract}"));
        Approve("dispute", $"{opened}{blocked}\n{again}{preview}{resolved}");
        await database.AssertSoundAsync();
    }

    [Fact]
    public async Task What_cannot_be_adjusted_is_refused_and_nothing_is_written()
    {
        int contract = await ContractAsync(Usual, 6);
        string invoice = await database.InvoiceAsync(contract);
        string note = $"SELECT count(*) FROM billing_document WHERE contract = {contract} AND type <> 1";

        await RefusedAsync(
            "UnknownInvoice", "leak", "--invoice", "F0001-2026-99999999", "--usual", "1", "--share", "1");
        await RefusedAsync("UnknownInvoice", "leak", "--invoice", "nonsense", "--usual", "1", "--share", "1");
        await RefusedAsync("UnknownPlan", "class", "--invoice", invoice, "--plan", "nonsense");
        await RefusedAsync("BadFacts", "leak", "--invoice", invoice, "--usual", "1000", "--share", "0.5");
        await RefusedAsync("BadFacts", "leak", "--invoice", invoice, "--usual", "1", "--share", "1.01");
        await RefusedAsync("BadFacts", "gap", "--invoice", invoice, "--from", "2026-01-01", "--to", "2026-02-03");
        await RefusedAsync("NothingChanges", "programme", "--invoice", invoice, "--revoke", "pensioner");
        await RefusedAsync(
            "UnknownReading", "reading", "--invoice", invoice, "--meter", "1", "--on", "2026-02-03", "--dials", "1");
        await RefusedAsync("DisputeState", "resolve", "--invoice", invoice, "--accept", "0");

        Assert.Equal(0L, await database.OneAsync<long>(note));
    }

    [Fact]
    public async Task The_same_cause_is_adjusted_once_and_another_on_top_of_it()
    {
        string invoice = await database.InvoiceAsync(await ContractAsync(Usual, 7));

        await DoneAsync("programme", "--invoice", invoice, "--grant", "pensioner", "--reason", "card");
        await RefusedAsync("AlreadyAdjusted", "programme", "--invoice", invoice, "--grant", "pensioner");
        await DoneAsync("leak", "--invoice", invoice, "--usual", "12", "--share", "0.5", "--reason", "pipe");
        await DoneAsync("programme", "--invoice", invoice, "--revoke", "pensioner", "--reason", "forged card");

        await database.AssertSoundAsync();
    }

    /// <summary>The same order from several desks at once.</summary>
    [Fact]
    public async Task Of_two_at_once_one_adjusts()
    {
        int contract = await ContractAsync(Usual, 8);
        string invoice = await database.InvoiceAsync(contract);

        (int Code, string Output, string Error)[] ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            AdjustAsync("leak", "--invoice", invoice, "--usual", "12", "--share", "1", "--reason", "pipe")));

        Assert.Single(ended, one => one.Code == 0);
        Assert.Equal(1L, await database.OneAsync<long>(
            $"SELECT count(*) FROM billing_adjustment WHERE contract = {contract}"));
        await database.AssertSoundAsync();
    }

    /// <summary>More is let off than is left to pay: the rest is the customer's.</summary>
    [Fact]
    public async Task What_was_paid_already_is_held_for_the_next_invoices()
    {
        int contract = await ContractAsync(Usual, 9);
        string invoice = await database.InvoiceAsync(contract);
        long total = await database.OneAsync<long>(
            $"SELECT total FROM billing_document WHERE contract = {contract} AND type = 1");
        string pesos = ((total - 100) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        Assert.Equal(0, (await database.RunAsync(
            "receivables", "pay", "--contract", Text(contract), "--reference", "P1", "--amount", pesos)).Code);

        await DoneAsync("leak", "--invoice", invoice, "--usual", "12", "--share", "1", "--reason", "pipe");

        long note = await database.OneAsync<long>(
            $"SELECT total FROM billing_document WHERE contract = {contract} AND type = 2");
        Assert.Equal($"0 {note - 100}", await database.OneAsync<string>(
            $"SELECT receivable || ' ' || to_offset FROM ledger_stream WHERE contract = {contract}"));
        await database.AssertSoundAsync();
    }

    private async Task ApproveAsync(int contract, string name, string scenario, params string[] facts)
    {
        string invoice = await database.InvoiceAsync(contract);
        string preview = await DoneAsync(
            [scenario, "--invoice", invoice, "--reason", "a test", .. facts, "--simulate"]);
        long before = await database.OneAsync<long>(
            $"SELECT count(*) FROM billing_adjustment WHERE contract = {contract}");
        string made = await DoneAsync([scenario, "--invoice", invoice, "--reason", "a test", .. facts]);

        Assert.Equal(0L, before);
        string seen = preview[..(preview.LastIndexOf("note: simulated", StringComparison.Ordinal) + 4)];
        Assert.StartsWith(seen, made, StringComparison.Ordinal);
        Approve(name, made);
        await database.AssertSoundAsync();
    }

    /// <summary>A note's number depends on which tests ran before.</summary>
    private static void Approve(string name, string told, [CallerFilePath] string here = "")
    {
        string seen = Regex.Replace(told, @"-\d{8} was posted", "-######## was posted");
        string file = Path.Combine(Path.GetDirectoryName(here)!, $"{name}.approved");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(file, seen);
        }

        Assert.Equal(File.ReadAllText(file), seen);
    }

    private async Task RefusedAsync(string reason, params string[] args)
    {
        (int code, _, string error) = await AdjustAsync([.. args, "--reason", "a test"]);
        Assert.Equal(1, code);
        Assert.StartsWith($"Refused ({reason}): ", error, StringComparison.Ordinal);
    }

    private async Task<string> DoneAsync(params string[] args)
    {
        (int code, string output, string error) = await AdjustAsync(args);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    private Task<(int Code, string Output, string Error)> AdjustAsync(params string[] args) =>
        database.RunAsync(["adjust", .. args, "--actor", "ana", "--date", "2026-03-20"]);

    /// <summary>At a place among those that were billed and are like that: each test has its own.</summary>
    private async Task<int> ContractAsync(string like, int place)
    {
        await using NpgsqlCommand command = database.Billed.Imported.Database.Command($"""
            SELECT c.number FROM billing_document d JOIN legacy_contract c ON c.number = d.contract
            JOIN legacy_customer u ON u.id = c.customer JOIN legacy_person p ON p.id = u.person
            JOIN legacy_contract_tariff t ON t.contract = c.number AND t.charge_type = 1 AND t.until IS NULL
            JOIN legacy_tariff_kind k ON k.id = t.tariff_kind
            WHERE d.type = 1 AND {like} ORDER BY c.number OFFSET {place} LIMIT 1
            """);
        return (int)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
