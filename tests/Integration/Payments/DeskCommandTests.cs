using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Payments.References;
using Strangler.Core.Readings;
using Strangler.Postgres.Payments.Vouchers;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>The desks' commands as persons type them: what they do, print, and refuse.</summary>
public sealed class DeskCommandTests(PostgresCluster cluster)
{
    /// <summary>With its check digit.</summary>
    private static readonly string Account = Clabe.Of("01218000123456789").Digits;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_till_is_opened_takes_voids_counts_and_closes()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (_, int number) = Debtor(stage);
        string reference = PaymentReference.Of(new ContractNumber(number));

        await RefusesAsync(stage, 1, "till", "take", "--receipt", "1", "--reference", reference, "--amount", "1");
        await RefusesAsync(stage, 1, "till", "open", "--float", "-1");
        await DoesAsync(stage, "", "till", "open", "--float", "100");
        await DoesAsync(stage, "", "till", "take", "--receipt", "1", "--reference", reference, "--amount", "40.50");
        await DoesAsync(
            stage, "done before", "till", "take", "--receipt", "1", "--reference", reference, "--amount", "40.50");
        await DoesAsync(
            stage, "", "till", "take", "--receipt", "2", "--reference", reference, "--amount", "5", "--card");
        await DoesAsync(stage, "", "till", "void", "--receipt", "2");
        await DoesAsync(stage, "", "till", "count", "--counted", "140.50");
        await DoesAsync(stage, "", "till", "close", "--counted", "140");
        await DoesAsync(stage, "-0.50", ["till", "report", "--till", "1"], null);

        Assert.Equal(stage.Owed[number] - 40_50, (await stage.NetAsync())[number]);
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_hold_blocks_and_a_refund_is_asked_approved_sent_and_done()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (string contract, int number) = Debtor(stage);
        string order = Path.Combine(Directory.CreateTempSubdirectory().FullName, "order.csv");

        await DoesAsync(stage, "", "hold", "place", "--contract", contract, "--why", "a claim");
        Assert.True(await stage.TellAsync(FactStage.Paid("p", number, 30_00)));
        await DoesAsync(stage, "30.00", ["hold", "list"], null);
        await DoesAsync(stage, "", "hold", "release", "--contract", contract);
        await RefusesAsync(stage, 1, "hold", "release", "--contract", contract);

        await RefusesAsync(stage, 1, Request(contract, "30.01", Account));
        await RefusesAsync(stage, 1, Request(contract, "10", Account[..17] + (Account[^1] == '0' ? '1' : '0')));
        await DoesAsync(stage, "10.00 is blocked", Request(contract, "10", Account));
        string[] which = ["--contract", contract, "--reference", "r1"];
        await RefusesAsync(stage, 1, ["refund", "approve", .. which]);
        await DoesAsync(stage, "goes with the next file", ["refund", "approve", .. which], "eva");
        await DoesAsync(stage, "By providers: 0 taken", ["refund", "send", "--out", order], null);
        Assert.Contains($"{Account},10.00", await File.ReadAllTextAsync(order, Cancellation));
        await RefusesAsync(stage, 1, ["refund", "send", "--out", order], null);
        await DoesAsync(stage, "sent", ["refund", "list"], null);
        await DoesAsync(stage, "is done", ["refund", "done", .. which]);
        await DoesAsync(stage, "done before", ["refund", "done", .. which]);
        await RefusesAsync(stage, 1, ["refund", "failed", .. which]);
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_voucher_is_redeemed_from_a_file_and_after_its_day_only_what_was_sold_is_owed()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (string contract, int number) = Debtor(stage);
        DateOnly today = LocalDay.Of(TimeProvider.System.GetUtcNow());
        string[] until(int days) => ["--last-day", $"{today.AddDays(days):yyyy-MM-dd}", "--why", "a leak"];
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "code");

        await File.WriteAllTextAsync(
            file, await DoesAsync(stage, "-", ["voucher", "issue", "--amount", "20", .. until(5)]), Cancellation);
        await DoesAsync(stage, "20.00 paid", "voucher", "redeem", "--contract", contract, "--code-file", file);
        await RefusesAsync(stage, 1, "voucher", "redeem", "--contract", contract, "--code-file", file);
        await RefusesAsync(stage, 1, "voucher", "redeem", "--contract", contract, "--code-file", file + "x");
        Assert.Equal(stage.Owed[number] - 20_00, (await stage.NetAsync())[number]);

        await DoesAsync(stage, "-", ["voucher", "issue", "--amount", "7", .. until(-1)]);
        await DoesAsync(stage, "-", ["voucher", "issue", "--amount", "9", "--sold", .. until(-1)]);
        await DoesAsync(stage, "-", ["voucher", "issue", "--amount", "11", .. until(0)]);
        await DoesAsync(stage, "1 vouchers expired, 7.00", "voucher", "expire");
        await DoesAsync(stage, "0 vouchers expired, 0.00", "voucher", "expire");
        string listed = await DoesAsync(stage, "owed", ["voucher", "list"], null);
        Assert.Contains("expired", listed);
        Assert.Contains("open", listed);
        // Given 20, 7 and 11, of which 7 came back; owed are 9 and 11: what was redeemed left in the contract's stream.
        Assert.Equal("-4000", await stage.OneAsync<string>($"""
            SELECT sum(a.amount)::text FROM ledger_entry e
            CROSS JOIN LATERAL unnest(e.accounts, e.amounts) AS a (account, amount)
            JOIN ledger_account o ON o.id = a.account
            WHERE e.contract = {VoucherDesk.Stream} AND o.code = 'vouchers'
            """));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_plan_is_made_listed_reviewed_and_cancelled()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (string contract, _) = Debtor(stage);
        string[] plan = ["--contract", contract, "--reference", "p1"];

        await DoesAsync(stage, "2026-09-01", [
            "plan", "create", .. plan, "--count", "2", "--first", "2026-08-01", "--why", "asked"]);
        await RefusesAsync(stage, 1, [
            "plan", "create", "--contract", contract, "--reference", "p2", "--count", "2", "--first", "2026-08-01",
            "--why", "asked"]);
        await DoesAsync(stage, "active", ["plan", "list", "--contract", contract], null);
        await DoesAsync(stage, "Done 0, broken 0.", "plan", "review", "--date", "2026-08-02");
        await DoesAsync(stage, "", ["plan", "cancel", .. plan, "--why", "moved"]);
        await RefusesAsync(stage, 2, ["plan", "cancel", .. plan, "--why", "moved", "--grace", "x"]);
        await DoesAsync(stage, "cancelled", ["plan", "list"], null);
    }

    [Fact]
    public async Task A_mandate_is_given_and_its_debts_are_told_debited_and_paid_by_files()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (string contract, int number) = Debtor(stage);
        string folder = Directory.CreateTempSubdirectory().FullName;
        Environment.SetEnvironmentVariable("STRANGLER_PAYMENTS_BANKFILE_ISSUER", "12345");
        Environment.SetEnvironmentVariable("STRANGLER_PAYMENTS", "bankfile");
        try
        {
            await RefusesAsync(stage, 1, "mandate", "activate", "--contract", contract);
            await DoesAsync(stage, "", "mandate", "give", "--contract", contract, "--account", Account);
            await DoesAsync(stage, "", "mandate", "activate", "--contract", contract);
            string listed = await DoesAsync(stage, "Active", ["mandate", "list", "--contract", contract], null);
            Assert.DoesNotContain(Account, listed);
            await DoesAsync(stage, "fee 99.50", "debit", "rules", "--fee", "99.50");
            await DoesAsync(stage, "Noticed 1", "debit", "run", "--out", folder, "--date", "2026-07-25");
            Assert.StartsWith(contract, await File.ReadAllTextAsync(
                Path.Combine(folder, "notices-20260725.csv"), Cancellation));
            await DoesAsync(stage, "1 debits", "debit", "run", "--out", folder, "--date", "2026-07-30");
            string file = Directory.GetFiles(folder, "*.txt").Single();
            string written = await File.ReadAllTextAsync(file, Cancellation);
            await DoesAsync(
                stage, "1 debits", "debit", "run", "--out", folder, "--date", "2026-07-30", "--again",
                int.Parse(written[1..7], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
            Assert.Equal(written, await File.ReadAllTextAsync(file, Cancellation));
            await RefusesAsync(stage, 1, "debit", "run", "--out", folder, "--date", "2026-07-30", "--again", "9999");

            string[] lines = written.Split("\r\n");
            lines[1] = lines[1][..70] + "00" + lines[1][72..];
            await File.WriteAllTextAsync(file, string.Join("\r\n", lines), Cancellation);
            await DoesAsync(stage, "Paid 1, failed 0", "debit", "returns", "--file", file);
            await DoesAsync(stage, "read before", "debit", "returns", "--file", file);
            await RefusesAsync(stage, 1, "debit", "returns", "--file", file + "x");
            await DoesAsync(stage, "", "mandate", "end", "--contract", contract);
        }
        finally
        {
            Environment.SetEnvironmentVariable("STRANGLER_PAYMENTS", null);
            Environment.SetEnvironmentVariable("STRANGLER_PAYMENTS_BANKFILE_ISSUER", null);
        }

        Assert.Equal(0, (await stage.NetAsync())[number]);
        await stage.AssertSoundAsync();
    }

    private static string[] Request(string contract, string amount, string account) =>
    [
        "refund", "request", "--contract", contract, "--reference", "r1", "--amount", amount, "--account", account,
        "--why", "moved",
    ];

    private static (string Text, int Number) Debtor(FactStage stage)
    {
        int number = stage.Owed.First(one => one.Value > 100_00).Key;
        return (number.ToString(CultureInfo.InvariantCulture), number);
    }

    private static Task<string> DoesAsync(FactStage stage, string said, params string[] args) =>
        DoesAsync(stage, said, args, "ana");

    private static async Task<string> DoesAsync(FactStage stage, string said, string[] args, string? who)
    {
        (int code, string output) = await stage.RunAsync([.. args, .. who is null ? (string[])[] : ["--who", who]]);
        Assert.True(code == 0, output);
        Assert.Contains(said, output);
        return output;
    }

    private static Task RefusesAsync(FactStage stage, int code, params string[] args) =>
        RefusesAsync(stage, code, args, "ana");

    private static async Task RefusesAsync(FactStage stage, int code, string[] args, string? who)
    {
        (int ended, string output) =
            await stage.RunAsync([.. args, .. who is null ? (string[])[] : ["--who", who]]);
        Assert.True(ended == code, output);
        Assert.NotEmpty(output);
    }
}
