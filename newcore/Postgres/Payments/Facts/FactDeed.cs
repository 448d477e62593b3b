using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>One fact within a transaction of its own, which its caller ends.</summary>
internal sealed class FactDeed(
    PaymentDesk desk, NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now)
{
    /// <summary>All parts or none: an outcome that is not applied is to be rolled back.</summary>
    public async Task<FactOutcome> PayAsync(
        KeptFact fact, IReadOnlyList<FactTarget> targets, CancellationToken cancellation)
    {
        NewPayment[] payments =
            [.. targets.Select((target, at) => FactApplier.PaymentOf(fact.Fact, target, at))];
        await LockAsync(payments.Select(payment => payment.Contract), cancellation);
        PaymentOutcome?[] outcomes = await desk.TakeAsync(connection, transaction, payments, cancellation);
        List<FactPart> parts = [];
        string? reason = null;
        for (int at = 0; at < payments.Length; at++)
        {
            FactOutcome one = FactApplier.OutcomeOf(fact, payments[at], outcomes[at]!);
            if (one.State != "applied")
            {
                return one;
            }

            reason ??= one.Reason;
            parts.AddRange(one.Parts);
        }

        return new FactOutcome("applied", reason, parts);
    }

    /// <summary>Takes back what was paid under the fact's charge, or gives it again.</summary>
    public async Task<FactOutcome> UndoAsync(KeptFact fact, CancellationToken cancellation)
    {
        PaymentFact said = fact.Fact;
        List<FactPart> paid = said.Charge is null ? []
            : await FactRows.PaidAsync(connection, said.Provider, said.Charge, cancellation);
        if (paid.Count == 0)
        {
            // Perhaps the payment itself comes later.
            return FactOutcome.Later("payment-not-known");
        }

        await LockAsync(paid.Select(part => part.Contract), cancellation);
        return said.Kind == PaymentFactKind.ChargebackWon
            ? await GiveAgainAsync(fact, paid, cancellation)
            : await TakeBackAsync(fact, paid, cancellation);
    }

    private Task<FactOutcome> GiveAgainAsync(KeptFact fact, List<FactPart> paid, CancellationToken cancellation)
    {
        List<FactTarget> targets = [];
        long left = fact.Fact.Amount.Centavos;
        foreach (FactPart part in paid)
        {
            long amount = Math.Min(left, part.Amount.Centavos);
            if (amount > 0)
            {
                targets.Add(new FactTarget(part.Contract, new Money(amount), null));
                left -= amount;
            }
        }

        return left > 0
            ? Task.FromResult(FactOutcome.Listed("more-than-was-paid")) : PayAsync(fact, targets, cancellation);
    }

    /// <summary>The last part first. Of a part that is only partly taken back, the rest is paid anew.</summary>
    private async Task<FactOutcome> TakeBackAsync(KeptFact fact, List<FactPart> paid, CancellationToken cancellation)
    {
        PaymentFact said = fact.Fact;
        string kind = said.Kind switch
        {
            PaymentFactKind.ChargedBack => "payment-charged-back",
            PaymentFactKind.Refunded => "payment-refunded",
            _ => "payment-reversed",
        };
        List<FactPart> parts = [];
        long left = said.Amount.Centavos;
        for (int at = paid.Count - 1; at >= 0 && left > 0; at--)
        {
            PaymentReversal reversal = new(desk.Ledger, connection, transaction, paid[at].Contract);
            if (await StandingAsync(reversal, paid[at].Write, cancellation) is not { } payment)
            {
                continue;
            }

            string write = FactApplier.WriteOf(said, at);
            long part = Math.Min(left, payment.Amount.Centavos);
            string why = said.Why is null ? kind : $"{kind} {said.Why}";
            if (await reversal.TakeBackAsync(payment, kind, write, why, said.Day, now, said.Provider, cancellation)
                is { } refused)
            {
                return FactOutcome.Listed($"ledger: {refused}");
            }

            if (part < payment.Amount.Centavos)
            {
                await PayRestAsync(
                    paid[at].Contract, payment, new Money(payment.Amount.Centavos - part), said, cancellation);
            }

            parts.Add(new FactPart(paid[at].Contract, new Money(part), payment.Write));
            left -= part;
            await desk.NotifyAsync(connection, paid[at].Contract, cancellation);
        }

        return left > 0 ? FactOutcome.Listed("more-than-was-paid") : new FactOutcome("applied", null, parts);
    }

    /// <summary>The payment as it stands: itself, or the rest that was paid anew after a part was taken back.</summary>
    private static async Task<TakenPayment?> StandingAsync(
        PaymentReversal reversal, string write, CancellationToken cancellation)
    {
        for (string name = write; name.Length <= 80; name += Rest)
        {
            if (await reversal.FindAsync(name, cancellation) is { } payment)
            {
                return payment;
            }
        }

        return null;
    }

    private const string Rest = "+";

    private async Task PayRestAsync(
        ContractNumber contract, TakenPayment payment, Money rest, PaymentFact said, CancellationToken cancellation)
    {
        NewPayment again = new(contract, payment.Write + Rest, rest, payment.Method, payment.Paid, null)
        {
            IsHere = true,
            Actor = said.Provider,
        };
        PaymentOutcome?[] outcome = await desk.TakeAsync(connection, transaction, [again], cancellation);
        if (outcome[0] is not PaymentOutcome.Taken)
        {
            throw new InvalidOperationException($"The rest of a payment was not taken: {outcome[0]}.");
        }
    }

    private async Task LockAsync(IEnumerable<ContractNumber> contracts, CancellationToken cancellation)
    {
        foreach (int contract in contracts.Select(one => one.Value).Distinct().Order())
        {
            await ContractLock.TakeAsync(connection, new ContractNumber(contract), cancellation);
        }
    }
}
