using System.Globalization;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Mandates;
using Strangler.Core.Payments.Receipts;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Prepaid;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>What a bank's answer to one debit changes, within a transaction that holds the contract's lock.</summary>
internal sealed class DebitAnswer(
    LedgerStore ledger, NpgsqlConnection connection, NpgsqlTransaction transaction, MandateRules rules,
    DateOnly today, string who)
{
    public int Paid { get; private set; }

    public int Failed { get; private set; }

    public int Reversed { get; private set; }

    public int Retried { get; private set; }

    public int Stopped { get; private set; }

    public Money Fees { get; private set; } = Money.Zero;

    /// <returns>What is odd about the answer; null: it may be taken.</returns>
    public static string? WhyNot(SentDebit debit, PaymentFactKind kind) => (debit.Result, kind) switch
    {
        (null or "failed", PaymentFactKind.Paid or PaymentFactKind.Failed) => null,
        (null or "paid" or "reversed" or "failed", PaymentFactKind.Reversed) => null,
        ("paid" or "reversed", PaymentFactKind.Paid) => null,
        (_, PaymentFactKind.Failed) => "it was paid before; only the bank's taking back can follow",
        _ => "no answer to a debit",
    };

    /// <summary>
    /// What is told as the debit's fact: with its reference as charge, and as failed where the bank takes back what it
    /// never said was paid.
    /// </summary>
    public static PaymentFact FactOf(SentDebit debit, PaymentFact said) => said with
    {
        Charge = said.Charge ?? debit.Reference,
        Kind = said.Kind == PaymentFactKind.Reversed && debit.Result is (null or "failed")
            ? PaymentFactKind.Failed : said.Kind,
    };

    public async Task TakeAsync(SentDebit debit, PaymentFact fact, CancellationToken cancellation)
    {
        string result = fact.Kind switch
        {
            PaymentFactKind.Paid => "paid",
            PaymentFactKind.Reversed => "reversed",
            _ => "failed",
        };
        if (debit.Result == result || (debit.Result, result) == ("reversed", "paid"))
        {
            return;
        }

        if (result == "paid")
        {
            Paid++;
            await debit.SaveAsync(connection, result, null, Money.Zero, StateAfterPayment(debit), null, cancellation);
            await MandateDesk.SaveAsync(
                connection, debit.Mandate.Id, debit.Mandate.Mandate.Paid(), who, cancellation);
            return;
        }

        await ReturnAsync(debit, fact, result, cancellation);
    }

    /// <summary>A correction of the bank does not touch a later attempt that is under way.</summary>
    private static string? StateAfterPayment(SentDebit debit) =>
        debit.Last || debit.State == "noticed" ? "paid" : null;

    private async Task ReturnAsync(
        SentDebit debit, PaymentFact fact, string result, CancellationToken cancellation)
    {
        string code = fact.Why is { Length: > 0 and <= 20 } why ? why : "unknown";
        ReturnDecision decision = debit.Mandate.Under(rules).AfterReturn(
            debit.Mandate.Mandate, code, debit.Attempt, today);
        Failed += result == "failed" ? 1 : 0;
        Reversed += result == "reversed" ? 1 : 0;
        bool stops = decision.Mandate.State != debit.Mandate.Mandate.State;
        Stopped += stops ? 1 : 0;
        bool again = debit.Last && decision.Retry is not null && await IsLoneAsync(debit, cancellation);
        Retried += again ? 1 : 0;
        await debit.SaveAsync(
            connection, result, code, decision.Fee, !debit.Last ? null : again ? "noticed" : "failed",
            again ? decision.Retry : null, cancellation);
        await MandateDesk.SaveAsync(connection, debit.Mandate.Id, decision.Mandate, who, cancellation);
        if (rules.NoFundsCodes.Contains(code))
        {
            await PrepaidAutopay.StopAsync(
                connection, debit.Contract,
                string.Create(CultureInfo.InvariantCulture, $"autopay:{debit.Reference}/{debit.Attempt}"), who,
                cancellation);
        }

        if (decision.Fee > Money.Zero)
        {
            Fees += decision.Fee;
            await DebitFee.ChargeAsync(
                ledger, connection, transaction, debit.Contract,
                string.Create(CultureInfo.InvariantCulture, $"{debit.Reference}/{debit.Attempt}"), decision.Fee, today,
                who, cancellation);
        }
    }

    /// <summary>A debit that was paid may come back when the contract's next one is under way.</summary>
    private async Task<bool> IsLoneAsync(SentDebit debit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            """
            SELECT NOT EXISTS (SELECT FROM payment_debit WHERE contract = $1 AND id <> $2
                AND state IN ('noticed', 'sent'))
            """,
            connection);
        command.AddValue(debit.Contract.Value);
        command.AddValue(debit.Id);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
