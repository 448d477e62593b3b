using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Receipts;
using Strangler.Postgres.Payments.Facts;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>Files in, reconciled, and decided from the command line.</summary>
public sealed class PaymentsCommandTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collectors_file_is_applied_once_and_its_statement_reconciled_to_the_centavo()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int contract, long owed) = stage.Owed.First(one => one.Value > 100_00);
        string file = await FileAsync("file.txt", Collected(PaymentReference.Of(new ContractNumber(contract))));

        (int code, string output) = await RunAsync(
            stage, "import", file, "--format", "collector", "--provider", "tienda");
        Assert.Equal((0, owed - 40_00), (code, (await stage.NetAsync())[contract]));
        Assert.Contains("2 lines, 50.00 pesos. 1 applied", output);
        (code, output) = await RunAsync(stage, "import", file, "--format", "collector", "--provider", "tienda");
        Assert.Equal((1, owed - 40_00), (code, (await stage.NetAsync())[contract]));
        Assert.Contains("was taken in before", output);
        await stage.AssertSoundAsync();

        string statement = await FileAsync(
            "bank.csv", "number,day,amount,charge\n1,2026-07-27,40,OP1\n2,2026-07-27,11,\ntotal,2,51\n");
        (code, _) = await RunAsync(
            stage, "import", statement, "--format", "bank-statement", "--provider", "tienda");
        Assert.Equal(0, code);
        string page = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.html");
        (code, output) = await ReconcileAsync(stage, "--report", page);
        Assert.Equal(1, code);
        Assert.Contains("no-payment", output);
        Assert.Contains("<svg viewBox=\"0 0 900", await File.ReadAllTextAsync(page, Cancellation));
        File.Delete(page);

        (code, output) = await RunAsync(stage, "list", "--state", "lines");
        Assert.Contains("11.00", output);
        string line = output.Split('\n')[1].Split(' ')[0];
        Assert.Equal(0, (await RunAsync(stage, "dismiss", "--line", line, "--why", "interest")).Code);
        Assert.Contains("interest", (await RunAsync(stage, "show", "--line", line)).Output);
    }

    [Fact]
    public async Task A_payment_that_no_statement_shows_is_missing_when_its_days_are_over()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int contract, _) = stage.Owed.First(one => one.Value > 100_00);
        await stage.TellAsync(FactStage.Paid("shown", contract, 10_00));
        await stage.TellAsync(FactStage.Paid("gone", contract, 20_00));
        await stage.TellAsync(FactStage.Paid("recent", contract, 30_00) with { Day = new DateOnly(2026, 7, 30) });
        string statement = await FileAsync(
            "bank.csv", "number,day,amount,charge\n1,2026-07-25,10,charge-shown\n2,2026-07-31,1,\ntotal,2,11\n");
        await RunAsync(stage, "import", statement, "--format", "bank-statement", "--provider", "store");
        await RunAsync(stage, "reconcile", "--provider", "store", "--from", "2026-07-20", "--until", "2026-07-31");

        (int code, string output) = await RunAsync(stage, "list", "--state", "missing");

        Assert.Equal(0, code);
        string line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
        Assert.Contains("gone", line);
        Assert.Contains("bank statement", line);
        Assert.Contains("20.00", line);
        Assert.Contains("2026-07-25", line);
        Assert.DoesNotContain("gone", (await RunAsync(
            stage, "list", "--state", "missing", "--provider", "other")).Output);
    }

    [Fact]
    public async Task A_payment_put_aside_is_assigned_confirmed_or_dismissed_once()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int contract, long owed) = stage.Owed.First(one => one.Value > 100_00);
        PaymentFact lost = FactStage.Paid("lost", contract, 10_00) with { Reference = "01000000000" };
        PaymentFact large = FactStage.Paid("large", contract, 20_00);
        PaymentFact wrong = FactStage.Paid("wrong", contract, 30_00) with { Currency = "USD" };
        await stage.TellAsync(lost);
        await stage.TellAsync(wrong);
        await stage.Store.StoreAsync(large, FactSource.Webhook, Cancellation);
        await stage.Applier.PutOffAsync(large, "unconfirmed-amount", forGood: true, Cancellation);

        string number = contract.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(0, (await DecideAsync(stage, "assign", "lost", "--contract", number)).Code);
        Assert.Equal(0, (await DecideAsync(stage, "confirm", "large")).Code);
        Assert.Equal(0, (await DecideAsync(stage, "dismiss", "wrong")).Code);

        Assert.Equal(owed - 30_00, (await stage.NetAsync())[contract]);
        Assert.Equal(1, (await DecideAsync(stage, "assign", "lost", "--contract", number)).Code);
        Assert.Equal(1, (await DecideAsync(stage, "dismiss", "large")).Code);
        Assert.Equal(("closed", "dismissed", 1), await stage.StateAsync("wrong"));
        Assert.Contains(
            "eva", (await RunAsync(stage, "show", "--provider", "store", "--key", "lost")).Output);
        Assert.DoesNotContain("wrong", (await RunAsync(stage, "list")).Output);
        Assert.Equal(3, await stage.OneAsync<long>("SELECT count(*) FROM payment_decision WHERE who = 'eva'"));
        await stage.AssertSoundAsync();
    }

    [Theory]
    [InlineData("number,day,amount\n1,2026-07-27,40\ntotal,1,41\n", "line 3: the total is not the sum")]
    [InlineData("", "the file is empty")]
    public async Task A_wrong_file_is_refused_with_its_lines(string text, string reason)
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);

        (int code, string output) = await RunAsync(
            stage, "import", await FileAsync("bad.csv", text), "--format", "bank-statement", "--provider", "bank");

        Assert.Equal(1, code);
        Assert.Contains(reason, output);
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM payment_statement"));
        Assert.Equal(1, await stage.OneAsync<long>("SELECT count(*) FROM payment_statement_refusal"));
    }

    /// <summary>Two payments, of which one names nobody.</summary>
    private static string Collected(string reference) => string.Join('\n',
        [
            "Htienda              20260725000001O".PadRight(80),
            $"D000001{reference,-25}00000000400020260725183001{"OP1",-20}".PadRight(80),
            $"D000002{"99",-25}00000000100020260725183001{"OP2",-20}".PadRight(80),
            "T000002000000000005000".PadRight(80), "",
        ]);

    private static Task<(int Code, string Output)> ReconcileAsync(FactStage stage, params string[] more) => RunAsync(
        stage,
        [
            "reconcile", "--provider", "tienda", "--from", "2026-07-20", "--until", "2026-07-31", .. more,
        ]);

    private static Task<(int Code, string Output)> DecideAsync(
        FactStage stage, string what, string key, params string[] more) => RunAsync(
        stage, [what, "--provider", "store", "--key", key, "--who", "eva", "--why", "seen", .. more]);

    private static Task<(int Code, string Output)> RunAsync(FactStage stage, params string[] args) =>
        stage.RunAsync(args);

    private static async Task<string> FileAsync(string name, string text)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, name), text, Cancellation);
        return Path.Combine(folder, name);
    }
}
