using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Prepaid;

namespace Strangler.ParallelRun.Prepaid;

/// <summary>How agreements are read and printed.</summary>
internal static class PrepaidText
{
    /// <exception cref="CommandFailedException">It is below zero.</exception>
    public static Money Pesos(ParseResult parsed, Option<string?> option)
    {
        Money amount = parsed.GetValue(option) is null
            ? Money.Zero : ExactOption.Pesos(parsed, option) ?? Money.Zero;
        return amount >= Money.Zero ? amount : throw new CommandFailedException($"{option.Name} is not below zero.");
    }

    public static void Write(PrepaidStatus status, TextWriter output)
    {
        KeptAgreement agreement = status.Agreement;
        TextTable table = new("what", "value");
        table.Add("plan", agreement.Plan);
        table.Add("since", Day(agreement.Since));
        table.Add("charged through", agreement.Through is { } through ? Day(through) : "never");
        table.Add("settled", agreement.Funds.Daily ? "daily, after" : "before");
        table.Add("credit at the last segment", Money.Zero - status.Balances.Payoff);
        table.Add("charged and not covered", agreement.Account.Owed);
        table.Add("asked for now", status.Balances.Current);
        table.Add("in arrears from", agreement.ArrearsOn is { } arrears ? Day(arrears) : "-");
        table.Add("emergency credit", agreement.Terms.EmergencyLimit);
        table.Add("autopay", agreement.Autopay ? "yes" : "no");
        table.Add("valve should be", $"{status.Valve} ({status.Reason})".ToLowerInvariant());
        table.Add("problem", agreement.Problem ?? "-");
        table.Write(output);
    }

    public static void Write(PrepaidStatement statement, TextWriter output)
    {
        output.WriteLine($"Credit before: {Money.Zero - statement.Before}");
        TextTable table = new("day", "entry", "credit", "asked for", "why");
        foreach (StatementEntry line in statement.Lines)
        {
            table.Add(Day(line.BookedOn), line.Kind, Money.Zero - line.Payoff, line.Current, line.Cause);
        }

        table.Write(output);
        output.WriteLine($"Credit after: {Money.Zero - statement.After}. This is no bill: nothing is due by it.");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
