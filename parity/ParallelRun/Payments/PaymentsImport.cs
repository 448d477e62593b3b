using System.Security.Cryptography;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.Reconciling;
using Strangler.Payments.Statements;
using Strangler.Postgres;
using Strangler.Postgres.Payments.Facts;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Payments;

/// <summary>One file on its way in.</summary>
internal sealed class PaymentsImport(
    Database database, FactApplier applier, FileInfo file, string provider, string who)
{
    private const string Settlement = "settlement";
    private const string BankStatement = "bank-statement";
    private const string Collector = "collector";
    private const int TellEvery = 20_000;

    public static readonly string[] Formats = [BankStatement, Settlement, Collector];

    private readonly StatementStore _store = new(database);

    /// <summary>Payments that were applied; null where the file has none to apply.</summary>
    public int? Applied { get; private set; }

    /// <param name="tell">What is done, and its share.</param>
    /// <remarks>Of a collector's file that is known, what a process that was killed left is applied.</remarks>
    public async Task<StatementOutcome> RunAsync(
        string format, Action<string, decimal> tell, CancellationToken cancellation)
    {
        StatementKind kind = format == Settlement ? StatementKind.Settlement : StatementKind.BankStatement;
        string kept = format == Collector ? FileKind.Collector : FileKind.Of(kind);
        StatementFile named = new(provider, kept, file.Name, await DigestAsync(cancellation), who);
        StatementOutcome outcome = await _store.FindAsync(named.Digest, cancellation) is { } known
            ? new StatementOutcome.Known(known)
            : format == Collector
                ? await AddPaymentsAsync(named, cancellation) : await AddLinesAsync(named, kind, tell, cancellation);
        if (format == Collector && outcome is not StatementOutcome.Refused)
        {
            Applied = await ApplyAsync(tell, cancellation);
        }

        return outcome;
    }

    private async Task<byte[]> DigestAsync(CancellationToken cancellation)
    {
        await using FileStream content = file.OpenRead();
        return await SHA256.HashDataAsync(content, cancellation);
    }

    private async Task<StatementOutcome> AddLinesAsync(
        StatementFile named, StatementKind kind, Action<string, decimal> tell, CancellationToken cancellation)
    {
        await using FileStream content = file.OpenRead();
        StatementReader reader = new(kind);
        return await _store.AddAsync(
            named, Told(reader.Read(content), content, tell), () => reader.Problems, cancellation);
    }

    private static IEnumerable<StatementLine> Told(
        IEnumerable<StatementLine> lines, FileStream content, Action<string, decimal> tell)
    {
        int count = 0;
        foreach (StatementLine line in lines)
        {
            if (++count % TellEvery == 0)
            {
                tell("reading", (decimal)content.Position / content.Length);
            }

            yield return line;
        }
    }

    private async Task<StatementOutcome> AddPaymentsAsync(StatementFile named, CancellationToken cancellation) =>
        new CollectorReader(provider).Read(await File.ReadAllBytesAsync(file.FullName, cancellation)) switch
        {
            CollectorReading.Taken taken => await _store.AddAsync(named, taken.Facts, cancellation),
            CollectorReading.Refused refused => await _store.RefuseAsync(named, refused.Problems, cancellation),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };

    /// <summary>Each once; what cannot be applied now is due again, or listed.</summary>
    private async Task<int> ApplyAsync(Action<string, decimal> tell, CancellationToken cancellation)
    {
        int applied = 0;
        long last = 0;
        while (true)
        {
            IReadOnlyList<(long Id, PaymentFact Fact)> waiting = await _store.WaitingAsync(
                provider, last, FactApplier.BatchLimit, cancellation);
            if (waiting.Count == 0)
            {
                return applied;
            }

            applied += await applier.ApplyAsync([.. waiting.Select(one => one.Fact)], confirmed: true, cancellation);
            last = waiting[^1].Id;
            tell($"applied {applied}", 1);
        }
    }
}
