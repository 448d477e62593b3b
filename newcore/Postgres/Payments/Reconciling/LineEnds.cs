using Npgsql;
using Strangler.Core.Payments.Reconciling;
using Strangler.Postgres.Copying;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>Writes what became of lines.</summary>
internal static class LineEnds
{
    private static readonly TimeSpan CopyLimit = TimeSpan.FromMinutes(5);

    private const string Ends =
        "payment_statement_end (statement, line, status, rule, score, channel, net, matched, explained, listed, fee, "
        + "tax, rounding, reason)";

    private const string Matches = "payment_statement_match (provider, kind, key, statement, line, amount)";

    public static async Task WriteAsync(
        NpgsqlConnection connection, ReconciliationScope scope, IReadOnlyList<LineEnd> ends,
        CancellationToken cancellation)
    {
        await using (BinaryCopy copy = await BinaryCopy.BeginAsync(connection, Ends, CopyLimit, cancellation))
        {
            foreach (LineEnd end in ends)
            {
                Write(copy.Row, end);
                await copy.EndRowAsync(cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        await using BinaryCopy matches = await BinaryCopy.BeginAsync(connection, Matches, CopyLimit, cancellation);
        foreach (LineEnd end in ends)
        {
            foreach (FactMoney fact in end.Facts)
            {
                CopyBuffer row = matches.Row;
                row.StartRow(6);
                row.Add(scope.Provider);
                row.Add(scope.KindText);
                row.Add(fact.Key);
                row.Add(end.Line.Key.Statement);
                row.Add(end.Line.Key.Line);
                row.Add(fact.Amount.Centavos);
                await matches.EndRowAsync(cancellation);
            }
        }

        await matches.CompleteAsync(cancellation);
    }

    private static void Write(CopyBuffer row, LineEnd end)
    {
        row.StartRow(14);
        row.Add(end.Line.Key.Statement);
        row.Add(end.Line.Key.Line);
        row.Add(NameOf(end.Status));
        row.Add(NameOf(end.Rule));
        row.Add((short)end.Score);
        row.Add(end.Channel.ToString());
        row.Add(end.Line.Net.Centavos);
        row.Add(end.Matched.Centavos);
        row.Add(end.Explained.Centavos);
        row.Add(end.Listed.Centavos);
        row.Add(end.Cost.Fee.Centavos);
        row.Add(end.Cost.Tax.Centavos);
        row.Add(end.Cost.Rounding.Centavos);
        if (end.Reason is null)
        {
            row.AddNull();
        }
        else
        {
            row.Add(end.Reason);
        }
    }

    private static string NameOf(LineStatus status) => status switch
    {
        LineStatus.Matched => "matched",
        LineStatus.Explained => "explained",
        _ => "listed",
    };

    private static string NameOf(MatchRule rule) => rule switch
    {
        MatchRule.Repeated => "repeated",
        MatchRule.Key => "key",
        MatchRule.Reference => "reference",
        MatchRule.Amount => "amount",
        MatchRule.Batch => "batch",
        _ => "none",
    };
}
