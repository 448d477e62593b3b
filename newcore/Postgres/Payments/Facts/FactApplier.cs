using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Refunds;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>
/// Applies kept facts: payment, ledger, debts and the fact's end in one transaction, so each once, whoever tries how
/// often.
/// </summary>
/// <param name="accounts">Null where no contract has an account of its own.</param>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class FactApplier(Database database, PaymentDesk desk, ClabePlan? accounts, TimeProvider time)
{
    /// <summary>Facts of one transaction.</summary>
    public const int BatchLimit = 256;

    /// <summary>What is due is nobody else's for this long.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>After so many tries (about a day) a person is to look.</summary>
    private const int MostAttempts = 100;

    /// <summary>What cannot be applied for a reason that stays is a person's sooner: after some minutes.</summary>
    private const int MostRefusals = 8;

    private const string Currency = "MXN";

    /// <summary>Why it waits: its contract is still the former system's.</summary>
    internal const string NotCutOver = "not-cut-over";

    private readonly FactTargets _targets = new(accounts);

    /// <summary>What is due, for this caller to apply.</summary>
    public async Task<IReadOnlyList<KeptFact>> TakeDueAsync(int limit, CancellationToken cancellation) =>
        await FactRows.DueAsync(database, limit, Lease, cancellation);

    /// <summary>Whether each names something to pay for, before it is kept.</summary>
    public async Task<bool> AreKnownAsync(IReadOnlyList<PaymentFact> facts, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        IReadOnlyList<FactTarget[]> targets = await _targets.FindAsync(
            connection, [.. facts.Select(fact => new KeptFact(fact, "webhook", 0, null))], cancellation);
        return targets.All(one => one.Length > 0);
    }

    /// <param name="facts">At most <see cref="BatchLimit"/>.</param>
    /// <param name="confirmed">Whether their providers have confirmed them.</param>
    /// <returns>How many were applied now.</returns>
    public async Task<int> ApplyAsync(
        IReadOnlyCollection<PaymentFact> facts, bool confirmed, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(facts.Count, BatchLimit);
        PaymentFact[] single = [.. facts.Where(fact => fact.Kind == PaymentFactKind.Paid)];
        (int applied, List<PaymentFact> alone) = await ApplyTogetherAsync(single, confirmed, cancellation);
        foreach (PaymentFact fact in facts.Where(fact => fact.Kind != PaymentFactKind.Paid).Concat(alone))
        {
            applied += await ApplyAloneAsync(fact, confirmed, cancellation) ? 1 : 0;
        }

        return applied;
    }

    /// <summary>The provider says something else, or cannot be asked now.</summary>
    public Task PutOffAsync(PaymentFact fact, string reason, bool forGood, CancellationToken cancellation) =>
        EndAsync(
            fact, kept => forGood ? FactOutcome.Listed(reason) : Later(kept, reason), cancellation);

    /// <summary>Applying it failed, and not because the database was away: tried a few times, then listed.</summary>
    public Task FailedAsync(PaymentFact fact, string reason, CancellationToken cancellation) => EndAsync(
        fact,
        kept => kept.Attempt + 1 >= MostRefusals ? FactOutcome.Listed(reason) : FactOutcome.Later(reason),
        cancellation);

    private async Task EndAsync(
        PaymentFact fact, Func<KeptFact, FactOutcome> decide, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (KeptFact kept in await FactRows.LockAsync(connection, [(fact.Provider, fact.Key)], cancellation))
        {
            await FactRows.EndAsync(connection, [(kept, decide(kept))], confirmed: false, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// What was told again just while it was to be applied was left alone: it is due at once, and not when its lease
    /// ends.
    /// </summary>
    public async Task HastenAsync(PaymentFact fact, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            UPDATE payment_fact SET due_at = clock_timestamp()
            WHERE provider = $1 AND key = $2 AND state = 'received' AND attempt = 0
            """);
        command.AddValue(fact.Provider);
        command.AddValue(fact.Key);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static string WriteOf(PaymentFact fact, int part)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{fact.Provider}/{fact.Key}/{part}");
        return name.Length <= 70 ? name
            : $"{fact.Provider}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..40]}";
    }

    private async Task<(int Applied, List<PaymentFact> Alone)> ApplyTogetherAsync(
        PaymentFact[] facts, bool confirmed, CancellationToken cancellation)
    {
        List<PaymentFact> alone = [];
        if (facts.Length == 0)
        {
            return (0, alone);
        }

        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        List<KeptFact> kept = await FactRows.LockAsync(
            connection, [.. facts.Select(fact => (fact.Provider, fact.Key))], cancellation);
        IReadOnlyList<FactTarget[]> targets = await _targets.FindAsync(connection, kept, cancellation);
        List<(KeptFact Fact, FactOutcome Outcome)> ended = [];
        List<(KeptFact Fact, NewPayment Payment)> payments = [];
        for (int at = 0; at < kept.Count; at++)
        {
            if (WhyListed(kept[at].Fact, targets[at]) is { } why)
            {
                ended.Add((kept[at], FactOutcome.Listed(why)));
            }
            else if (targets[at].Length > 1)
            {
                alone.Add(kept[at].Fact);
            }
            else
            {
                payments.Add((kept[at], PaymentOf(kept[at].Fact, targets[at][0], 0)));
            }
        }

        PaymentOutcome?[] outcomes = await desk.TakeAsync(
            connection, transaction, [.. payments.Select(one => one.Payment)], cancellation);
        for (int at = 0; at < payments.Count; at++)
        {
            if (outcomes[at] is { } outcome)
            {
                ended.Add((payments[at].Fact, OutcomeOf(payments[at].Fact, payments[at].Payment, outcome)));
            }
            else
            {
                alone.Add(payments[at].Fact.Fact);
            }
        }

        await FactRows.EndAsync(connection, ended, confirmed, cancellation);
        await transaction.CommitAsync(cancellation);
        await desk.TellAsync([.. payments.Select(one => one.Payment.Contract)]);
        return (ended.Count(one => one.Outcome.State == "applied"), alone);
    }

    /// <summary>What concerns several contracts, takes back, or has to wait for a contract.</summary>
    private async Task<bool> ApplyAloneAsync(PaymentFact fact, bool confirmed, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await FactRows.LockAsync(connection, [(fact.Provider, fact.Key)], cancellation) is not [KeptFact kept])
        {
            return false;
        }

        FactOutcome outcome;
        await transaction.SaveAsync("fact", cancellation);
        FactDeed deed = new(desk, connection, transaction, time.GetUtcNow());
        if (fact.Kind == PaymentFactKind.Paid)
        {
            FactTarget[] targets = (await _targets.FindAsync(connection, [kept], cancellation))[0];
            outcome = WhyListed(fact, targets) is { } why
                ? FactOutcome.Listed(why) : await deed.PayAsync(kept, targets, cancellation);
        }
        else
        {
            outcome = fact.Currency != Currency ? FactOutcome.Listed("other-currency")
                : await RefundedAsync(connection, transaction, fact, cancellation)
                    ?? await deed.UndoAsync(kept, cancellation);
        }

        if (outcome.State != "applied")
        {
            // What was begun of it does not stand.
            await transaction.RollbackAsync("fact", cancellation);
            outcome = outcome.State == "received" ? Later(kept, outcome.Reason!) : outcome;
        }

        await FactRows.EndAsync(connection, [(kept, outcome)], confirmed, cancellation);
        await transaction.CommitAsync(cancellation);
        await desk.TellAsync([.. outcome.Parts.Select(part => part.Contract).Distinct()]);
        return outcome.State == "applied";
    }

    /// <summary>A refund that we asked for pays out what was blocked for it; the payment stands.</summary>
    private async Task<FactOutcome?> RefundedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PaymentFact fact, CancellationToken cancellation)
    {
        RefundDesk refunds = new(database, desk.Ledger, time);
        return fact.Kind == PaymentFactKind.Refunded
            && await refunds.ArrivedAsync(connection, transaction, fact, cancellation) is { } refund
                ? new FactOutcome(
                    "applied", "a refund of ours", [new FactPart(refund.Contract, refund.Amount, WriteOf(fact, 0))])
                : null;
    }

    private static string? WhyListed(PaymentFact fact, FactTarget[] targets) =>
        fact.Currency != Currency ? "other-currency" : targets.Length == 0 ? "unknown-reference" : null;

    internal static NewPayment PaymentOf(PaymentFact fact, FactTarget target, int part) =>
        new(target.Contract, WriteOf(fact, part), target.Amount, fact.Method, fact.Day, null)
        {
            IsHere = true,
            First = target.First,
            Actor = fact.Provider,
        };

    internal static FactOutcome OutcomeOf(KeptFact kept, NewPayment payment, PaymentOutcome outcome) => outcome switch
    {
        PaymentOutcome.Taken or PaymentOutcome.Repeated => new FactOutcome(
            "applied", FlagsOf(kept.Fact), [new FactPart(payment.Contract, payment.Amount!.Value, payment.Write)]),
        PaymentOutcome.NotCutOver => Later(kept, NotCutOver),
        PaymentOutcome.Refused refused => FactOutcome.Listed($"ledger: {refused.Why}"),
        _ => FactOutcome.Listed($"not taken: {outcome.GetType().Name}"),
    };

    /// <summary>What is odd about the reference; the money counts all the same.</summary>
    private static string? FlagsOf(PaymentFact fact)
    {
        ReferenceReading reading = DocumentReference.Read(fact.Reference);
        ReferenceFindings findings = reading.Reference is null
            ? ReferenceFindings.None : reading.PaidWith(fact.Amount, fact.Day).Findings;
        return findings == ReferenceFindings.None ? null : $"flagged: {findings}";
    }

    internal static FactOutcome Later(KeptFact kept, string reason) =>
        kept.Attempt + 1 >= MostAttempts ? FactOutcome.Listed(reason) : FactOutcome.Later(reason);
}
