using System.Globalization;
using Strangler.Core.Identity;

namespace Strangler.Tests.Integration.Adjustments;

/// <summary>Each test has a contract of its own, whose February was billed.</summary>
public sealed class ReceivablesCommandTests(AdjustedDatabase database) : IClassFixture<AdjustedDatabase>
{
    [Fact]
    public async Task A_payment_settles_once_and_what_is_over_is_held()
    {
        (string contract, Money owed) = await ContractAsync(0);

        (int code, string told, _) = await RunAsync("pay", contract, "P1", "--amount", $"{owed + new Money(12_34)}");
        (_, string again, _) = await RunAsync("pay", contract, "P1", "--amount", $"{owed}");

        Assert.Equal(0, code);
        Assert.Contains($": {owed}\nHeld for the customer: 12.34.", told, StringComparison.Ordinal);
        Assert.Equal("It was done before; nothing was done now.\n", again);
        Assert.Equal("0 1234", await BalancesAsync(contract, "available"));
        await database.AssertSoundAsync();
    }

    [Fact]
    public async Task A_deposit_is_used_whole_and_once()
    {
        (string contract, Money owed) = await ContractAsync(1);
        await DoneAsync("deposit", contract, "D1", "--amount", "50.05");
        Assert.Equal($"{owed.Centavos} 5005", await BalancesAsync(contract, "deposits"));

        string used = await DoneAsync("use", contract, "D1");
        string repeated = await DoneAsync("use", contract, "D1");
        (int other, _, string why) = await RunAsync("use", contract, "D1", "--draw", "2");
        (int none, _, string unknown) = await RunAsync("use", contract, "D2");

        Assert.Contains(": 50.05\n", used, StringComparison.Ordinal);
        Assert.Contains("before", repeated, StringComparison.Ordinal);
        Assert.Equal((1, 1), (other, none));
        Assert.Contains("D1 was used already.", why, StringComparison.Ordinal);
        Assert.Contains("There is no deposit D2.", unknown, StringComparison.Ordinal);
        Assert.Equal($"{owed.Centavos - 5005} 0", await BalancesAsync(contract, "deposits"));
        await database.AssertSoundAsync();
    }

    [Fact]
    public async Task A_retainer_is_drawn_on_until_it_is_used_up()
    {
        (string contract, Money owed) = await ContractAsync(2);
        await DoneAsync("deposit", contract, "R1", "--amount", "30", "--kind", "retainer");

        await DoneAsync("use", contract, "R1", "--draw", "1", "--amount", "10.01");
        await DoneAsync("use", contract, "R1", "--draw", "2");
        (int code, _, _) = await RunAsync("use", contract, "R1", "--draw", "3");

        Assert.Equal(1, code);
        Assert.Equal($"{owed.Centavos - 3000} 0", await BalancesAsync(contract, "deposits"));
        await database.AssertSoundAsync();
    }

    [Fact]
    public async Task An_advance_is_invoiced_by_a_document_of_its_own()
    {
        (string contract, Money owed) = await ContractAsync(3);

        await DoneAsync("deposit", contract, "A1", "--amount", "20", "--kind", "advance");
        string held = await BalancesAsync(contract, "to_offset");
        await DoneAsync("use", contract, "A1");

        Assert.Equal($"{owed.Centavos} 2000", held);
        Assert.Equal($"{owed.Centavos - 2000} 0", await BalancesAsync(contract, "to_offset"));
        Assert.Equal(2000L, await database.OneAsync<long>(
            $"SELECT total FROM billing_document_now WHERE contract = {contract} AND type = 5 AND number LIKE 'A%'"));
        await database.AssertSoundAsync();
    }

    [Fact]
    public async Task A_debt_is_split_to_the_centavo_and_the_same_reference_reads_it()
    {
        (string contract, Money owed) = await ContractAsync(4);
        string[] asked = ["--count", "7", "--first", "2026-03-31", "--why", "agreed"];

        string first = await DoneAsync("instalments", contract, "I1", asked);
        string again = await DoneAsync("instalments", contract, "I1", asked);

        Assert.Equal(first, again);
        Assert.Contains("2026-04-30", first, StringComparison.Ordinal);
        Assert.Equal(owed.Centavos, await database.OneAsync<long>(
            $"SELECT sum(amount)::bigint FROM instalment WHERE contract = {contract}"));
        (int code, _, string why) = await RunAsync("instalments", "1", "I1", asked);
        Assert.Equal((1, "Nothing is owed, or less than a centavo for each instalment.\n"), (code, why));
    }

    [Fact]
    public async Task Lateness_costs_what_the_rule_says()
    {
        (string contract, Money owed) = await ContractAsync(5);
        string due = await database.OneAsync<string>(
            $"SELECT to_char(due, 'YYYY-MM-DD') FROM billing_document WHERE contract = {contract}");
        DateOnly day = DateOnly.ParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Contains($": {Money.Zero}.", await FeeAsync(contract, day), StringComparison.Ordinal);
        Assert.Contains(
            $": {Money.FromPesos(owed.Pesos * 0.0147m)}.", await FeeAsync(contract, day.AddDays(1)),
            StringComparison.Ordinal);
        Assert.Contains(
            $": {Money.Zero}.", await FeeAsync(contract, day.AddDays(30), "--rule", "after-30-days"),
            StringComparison.Ordinal);
        Assert.Contains(
            $": {Money.FromPesos(owed.Pesos * 0.05m)}.",
            await FeeAsync(contract, day.AddDays(31), "--rule", "after-30-days"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--amount", "0")]
    [InlineData("--amount", "-5")]
    [InlineData("--amount", "1.005")]
    [InlineData("--amount", "much")]
    public async Task Wrong_amounts_are_refused(string option, string value) =>
        Assert.Equal(1, (await RunAsync("pay", "1", "P1", option, value)).Code);

    private async Task<string> FeeAsync(string contract, DateOnly day, params string[] more)
    {
        (int code, string output, string error) = await database.RunAsync(
            ["receivables", "late-fee", "--contract", contract, "--date", $"{day:yyyy-MM-dd}", .. more]);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    private async Task<string> DoneAsync(string command, string contract, string reference, params string[] more)
    {
        (int code, string output, string error) = await RunAsync(command, contract, reference, more);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(
        string command, string contract, string reference, params string[] more) => database.RunAsync(
        [
            "receivables", command, "--contract", contract, "--reference", reference, "--date", "2026-03-20", .. more,
        ]);

    private Task<string> BalancesAsync(string contract, string balance) => database.OneAsync<string>(
        $"SELECT receivable || ' ' || {balance} FROM ledger_stream WHERE contract = {contract}");

    private async Task<(string Contract, Money Owed)> ContractAsync(int place)
    {
        string found = await database.OneAsync<string>($"""
            SELECT contract || ' ' || total FROM billing_document WHERE type = 1 AND total > 10000
            ORDER BY contract OFFSET {place} LIMIT 1
            """);
        string[] parts = found.Split(' ');
        return (parts[0], new Money(long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }
}
