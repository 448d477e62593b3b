using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Prepaid;

namespace Strangler.Postgres.Payments;

/// <summary>Takes payments within a transaction, which holds their contracts' locks then.</summary>
/// <param name="wait">Of a single payment: whether to wait for whoever holds its contract.</param>
internal sealed class PaymentBatch(
    LedgerStore ledger, PaidSinceFeed? paid, NpgsqlConnection connection, NpgsqlTransaction transaction,
    bool wait, DateTimeOffset now)
{
    private readonly DateOnly _today = LocalDay.Of(now);

    /// <summary>Several of one contract are taken one after the other, each over what the one before it left.</summary>
    /// <returns>What became of each, in their order; null where somebody else holds the contract.</returns>
    public async Task<PaymentOutcome?[]> RunAsync(
        IReadOnlyList<NewPayment> payments, bool rehearsal, CancellationToken cancellation)
    {
        PaymentOutcome?[] outcomes = new PaymentOutcome?[payments.Count];
        List<int> left = [.. Enumerable.Range(0, payments.Count)];
        while (left.Count > 0)
        {
            int[] round = [.. left.DistinctBy(at => payments[at].Contract)];
            PaymentOutcome?[] done = await TakeAsync(
                Array.ConvertAll(round, at => payments[at]), rehearsal, cancellation);
            for (int at = 0; at < round.Length; at++)
            {
                outcomes[round[at]] = done[at];
            }

            left = [.. left.Except(round)];
        }

        return outcomes;
    }

    private async Task<PaymentOutcome?[]> TakeAsync(
        NewPayment[] payments, bool rehearsal, CancellationToken cancellation)
    {
        PaymentStanding?[] standings =
            await PaymentRows.ReadAsync(connection, payments, rehearsal, wait, cancellation);
        PaymentOutcome?[] outcomes = [.. payments.Select((payment, at) => Decide(payment, standings[at]))];
        int[] wanted = [.. Enumerable.Range(0, payments.Length).Where(at => outcomes[at] is PaymentOutcome.Taken)];
        if (wanted.Length == 0)
        {
            return outcomes;
        }

        IReadOnlyList<LedgerOutcome> posted = await ledger.AppendAsync(
            connection, transaction,
            Array.ConvertAll(wanted, at => Draft(payments[at], ((PaymentOutcome.Taken)outcomes[at]!).Split)),
            cancellation);
        List<(NewPayment Payment, PaymentSplit Split)> taken = [];
        for (int at = 0; at < wanted.Length; at++)
        {
            if (posted[at] is LedgerOutcome.Refused refused)
            {
                outcomes[wanted[at]] = new PaymentOutcome.Refused(refused.Detail);
            }
            else
            {
                taken.Add((payments[wanted[at]], ((PaymentOutcome.Taken)outcomes[wanted[at]]!).Split));
            }
        }

        if (taken.Count > 0)
        {
            await PrepaidPayments.FollowAsync(
                ledger, connection, transaction, Prepaid(payments, standings, taken), _today, now, cancellation);
            await PaymentRows.AddAsync(
                connection, taken, now, _today,
                PaidSinceFeed.Announce([.. taken.Select(one => one.Payment.Contract)], paid), cancellation);
        }

        return outcomes;
    }

    /// <summary>Top-ups of prepaid agreements, those on hold apart; no two are of one contract.</summary>
    private static Dictionary<int, (string Key, Money Credit)> Prepaid(
        NewPayment[] payments, PaymentStanding?[] standings, List<(NewPayment Payment, PaymentSplit Split)> taken)
    {
        HashSet<int> prepaid =
        [
            .. Enumerable.Range(0, payments.Length)
                .Where(at => standings[at] is { IsPrepaid: true, IsOnHold: false })
                .Select(at => payments[at].Contract.Value),
        ];
        return taken.Where(one => prepaid.Contains(one.Payment.Contract.Value)).ToDictionary(
            one => one.Payment.Contract.Value,
            one => (PaymentDesk.KeyOf(one.Payment.Write), one.Split.Credit));
    }

    private static PaymentOutcome? Decide(NewPayment payment, PaymentStanding? standing)
    {
        if (standing is not { Decided: null })
        {
            return standing?.Decided;
        }

        HashSet<DocumentKey?> opening = [.. standing.Owed.Select(one => one.Document)];
        PaymentSplit? split = PaymentSplit.Of(
            standing.IsPrepaid ? payment with { IsHere = true } : payment, standing.Owed,
            [.. standing.Documents.Where(one => !opening.Contains(one.Document))]);
        return split is null ? new PaymentOutcome.NothingOwed()
            : new PaymentOutcome.Taken(standing.IsOnHold ? split.Held() : split);
    }

    private EntryDraft Draft(NewPayment payment, PaymentSplit split) => new(
        payment.Contract, PaymentDesk.KeyOf(payment.Write), "payment-received", _today, null,
        payment.Actor ?? PaymentDesk.Actor,
        $"channel {payment.Method.Channel}, form {payment.Method.Form}",
        PaymentDesk.PostingsOf(split.Amount, split.Credit, split.IsHeld));
}
