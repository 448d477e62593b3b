using System.Security.Cryptography;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Facts;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>
/// Takes what banks answer to debits: the facts are kept with the mandates', debits' and fees' changes, and applied
/// afterwards.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class DebitReturnDesk(Database database, LedgerStore ledger, FactApplier applier)
{
    private const int MostProblems = 100;

    private const string SeenSql = """
        INSERT INTO payment_debit_return (provider, digest, day, batch, facts, read_by)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
        """;

    /// <summary>All of a file or nothing.</summary>
    public async Task<DebitReturnOutcome> ReadAsync(
        IDirectDebit bank, ReadOnlyMemory<byte> file, DateOnly today, string who, CancellationToken cancellation)
    {
        DebitReturns read = bank.Read(file);
        if (read is not DebitReturns.Taken taken)
        {
            return new DebitReturnOutcome.Refused(((DebitReturns.Refused)read).Problems);
        }

        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await IsNewAsync(connection, bank.Provider, file, taken, who, cancellation))
        {
            return new DebitReturnOutcome.Repeated();
        }

        Dictionary<string, SentDebit> debits = await SentDebit.OfBatchAsync(
            connection, bank.Provider, taken.Day, taken.Batch, [.. taken.Facts.Select(fact => fact.Reference!)],
            cancellation);
        FileProblem[] problems = Problems(taken.Facts, debits);
        if (problems.Length > 0)
        {
            return new DebitReturnOutcome.Refused(problems);
        }

        PaymentFact[] facts =
            [.. taken.Facts.Select(fact => DebitAnswer.FactOf(debits[fact.Reference!], fact))];
        DebitAnswer answer = await KeepAsync(
            connection, transaction, facts, fact => debits[fact.Reference!], FactSource.File, today, who, cancellation);
        await transaction.CommitAsync(cancellation);
        int applied = 0;
        foreach (PaymentFact[] some in facts.Where(fact => fact.Kind != PaymentFactKind.Failed)
            .Chunk(FactApplier.BatchLimit))
        {
            applied += await applier.ApplyAsync(some, confirmed: true, cancellation);
        }

        return new DebitReturnOutcome.Taken(
            answer.Paid, answer.Failed, answer.Reversed, answer.Retried, answer.Stopped, answer.Fees, applied);
    }

    /// <summary>A provider says that a debit came back, and no amount: that of our instruction counts.</summary>
    /// <returns>The fact that was kept, to be applied; null: no debit of ours has this reference.</returns>
    public async Task<PaymentFact?> TakeAsync(
        WebhookOutcome.DebitReturned returned, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await SentDebit.LastOfAsync(connection, returned.Reference, cancellation) is not { } debit)
        {
            return null;
        }

        debit = await WithPaymentAsync(connection, debit, returned, cancellation);
        DateOnly day = LocalDay.Of(returned.At);
        PaymentFact fact = DebitAnswer.FactOf(debit, new PaymentFact(
            returned.Provider, returned.Key, PaymentFactKind.Reversed, returned.Charge, returned.Reference,
            debit.Amount, "MXN", returned.At, day, new PaymentMethod('B', 3), returned.Code));
        await KeepAsync(
            connection, transaction, [fact], _ => debit, FactSource.Webhook, day, returned.Provider, cancellation);
        await transaction.CommitAsync(cancellation);
        return fact;
    }

    /// <summary>That it was paid may have been told as a fact alone.</summary>
    private static async Task<SentDebit> WithPaymentAsync(
        NpgsqlConnection connection, SentDebit debit, WebhookOutcome.DebitReturned returned,
        CancellationToken cancellation)
    {
        if (debit.Result is not null)
        {
            return debit;
        }

        await using NpgsqlCommand command = new(
            "SELECT EXISTS (SELECT FROM payment_fact WHERE provider = $1 AND charge = $2 AND kind = 'paid')",
            connection);
        command.AddValue(returned.Provider);
        command.AddValue(returned.Charge);
        return (bool)(await command.ExecuteScalarAsync(cancellation))! ? debit with { Result = "paid" } : debit;
    }

    private async Task<DebitAnswer> KeepAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PaymentFact[] facts,
        Func<PaymentFact, SentDebit> debitOf, FactSource source, DateOnly today, string who,
        CancellationToken cancellation)
    {
        // Facts before contracts, as whoever applies them: told again meanwhile, neither waits for the other.
        foreach (PaymentFact[] some in facts.Chunk(FactStore.BatchLimit))
        {
            await FactStore.StoreAsync(connection, [.. some.Select(fact => (fact, source))], cancellation);
        }

        // In the order of contracts, all before the first number of a note is taken: no two wait for each other.
        foreach (ContractNumber contract in facts.Where(fact => fact.Kind != PaymentFactKind.Paid)
            .Select(fact => debitOf(fact).Contract).Distinct().OrderBy(one => one.Value))
        {
            await ContractLock.TakeAsync(connection, contract, cancellation);
        }

        DebitAnswer answer = new(
            ledger, connection, transaction, await DebitRules.ReadAsync(connection, cancellation), today, who);
        foreach (PaymentFact fact in facts)
        {
            await answer.TakeAsync(debitOf(fact), fact, cancellation);
        }

        return answer;
    }

    private static FileProblem[] Problems(
        IReadOnlyList<PaymentFact> facts, Dictionary<string, SentDebit> debits) =>
    [
        .. facts.Select((fact, at) => (Line: at + 2, Reason: !debits.TryGetValue(fact.Reference!, out SentDebit? debit)
                ? "the reference is none of the batch"
                : debit.Amount != fact.Amount ? "the amount is not that of the debit"
                : DebitAnswer.WhyNot(debit, fact.Kind)))
            .Where(one => one.Reason is not null)
            .Take(MostProblems)
            .Select(one => new FileProblem(one.Line, one.Reason!)),
    ];

    private static async Task<bool> IsNewAsync(
        NpgsqlConnection connection, string provider, ReadOnlyMemory<byte> file, DebitReturns.Taken taken, string who,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(SeenSql, connection);
        command.AddValue(provider);
        command.AddValue(SHA256.HashData(file.Span));
        command.AddValue(taken.Day);
        command.AddValue(taken.Batch);
        command.AddValue(taken.Facts.Count);
        command.AddValue(who);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
