using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>Payments of a month as they are kept, and the provider's settlement of them as a file.</summary>
internal static class StatementLoad
{
    public const int Days = 30;

    private const string Provider = "bench";

    /// <summary>
    /// Of a hundred rows: 94 by charge, 3 by reference, one each without payment, stated twice, differing.
    /// </summary>
    private const int Kinds = 100;

    private static readonly DateOnly First = new(2026, 6, 1);

    private static readonly string FactsSql = $"""
        INSERT INTO payment_fact (
            provider, key, kind, charge, reference, amount, currency, at, day, channel, form, source, state)
        SELECT '{Provider}', 'paid:' || n, 'paid', 'ch_' || n, 'R' || n,
            10000 + n % 50000, 'MXN', timestamptz '2026-06-01' + n::bigint * {Days} / $1 * interval '1 day',
            date '2026-06-01' + (n::bigint * {Days} / $1)::integer, 'O', 1, 'webhook', 'applied'
        FROM generate_series(0, $1 - 1) AS n WHERE n % {Kinds} NOT IN (97, 99)
        """;

    public static async Task<StatementFigures> MeasureAsync(int rows, CancellationToken cancellation)
    {
        await using OwnDatabase own = await OwnDatabase.OpenAsync("strangler_bench_payments", cancellation);
        await using (NpgsqlCommand facts = own.Database.Command(FactsSql))
        {
            facts.CommandTimeout = 600;
            facts.Parameters.Add(new NpgsqlParameter { Value = rows });
            await facts.ExecuteNonQueryAsync(cancellation);
        }

        await own.ExecuteAsync("ANALYZE payment_fact", cancellation);
        string file = Path.GetTempFileName();
        try
        {
            await WriteAsync(file, rows, cancellation);
            return await MeasureAsync(own.Database, file, rows, cancellation);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<StatementFigures> MeasureAsync(
        Database database, string file, int rows, CancellationToken cancellation)
    {
        ResidentMemory.ForgetPeak(Environment.ProcessId);
        Stopwatch watch = Stopwatch.StartNew();
        PaymentsImport import = new(
            database, PaymentOptions.Applier(database, null), new FileInfo(file), Provider, "bench");
        if (await import.RunAsync("settlement", (_, _) => { }, cancellation) is not StatementOutcome.Taken)
        {
            throw new CommandFailedException("The bench's own file was refused.");
        }

        TimeSpan importing = watch.Elapsed;
        watch.Restart();
        ReconciliationScope scope = new(Provider, StatementKind.Settlement, First, First.AddDays(Days + 10));
        await PaymentsProgress.ShowAsync(tell => new Reconciliation(database).RunAsync(
            scope, FeeTerms.None, new Told(step => tell($"{step.Pass}", step.Share)), cancellation));
        TimeSpan reconciling = watch.Elapsed;
        long listed = Check(await new ReconciliationReports(database).OfAsync(scope, cancellation), rows);
        return new StatementFigures(
            rows, importing, reconciling, ResidentMemory.Peak(Environment.ProcessId), listed);
    }

    /// <summary>A fast reconciliation that is wrong must not be measured.</summary>
    private static long Check(ReconciliationReport report, int rows)
    {
        ReportDay total = report.Total;
        long listed = report.Rules.Where(rule => rule.Status == "listed").Sum(rule => rule.Lines);
        long wrong = Enumerable.Range(0, rows).LongCount(number => number % Kinds >= 97);
        return total.Lines == rows && listed == wrong
            && total.Net == total.Matched + total.Explained + total.Listed
                ? listed
                : throw new CommandFailedException(
                    $"The reconciliation is wrong: {total.Lines} lines, {listed} listed instead of {wrong}.");
    }

    private static async Task WriteAsync(string file, int rows, CancellationToken cancellation)
    {
        await using StreamWriter text = new(file);
        await text.WriteLineAsync("number,day,gross,fee,fee_iva,net,reference,charge".AsMemory(), cancellation);
        Money sum = Money.Zero;
        for (int number = 0; number < rows; number++)
        {
            (string line, Money net) = Line(number, rows);
            sum += net;
            await text.WriteLineAsync(line.AsMemory(), cancellation);
        }

        await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"total,{rows},{sum}"));
    }

    private static (string Line, Money Net) Line(int number, int rows)
    {
        int kind = number % Kinds;

        // 98 says another amount than was paid, 99 a charge that another row said.
        int of = kind == 99 ? number - 9 : number;
        Money gross = new(10_000 + (of % 50_000) + (kind == 98 ? 1_00 : 0));
        Money fee = Money.FromPesos(gross.Pesos * 0.029m);
        Money tax = Money.FromPesos(fee.Pesos * 0.16m);
        Money net = gross - fee - tax;
        DateOnly day = First.AddDays((int)((long)of * Days / rows) + 1);
        string charge = kind is >= 94 and < 97 ? "" : $"ch_{of}";
        string reference = kind >= 97 ? "" : $"R{of}";
        return (
            string.Create(
                CultureInfo.InvariantCulture,
                $"st-{number},{day:yyyy-MM-dd},{gross},{fee},{tax},{net},{reference},{charge}"),
            net);
    }

    private sealed class Told(Action<ReconciliationStep> tell) : IProgress<ReconciliationStep>
    {
        public void Report(ReconciliationStep value) => tell(value);
    }
}
