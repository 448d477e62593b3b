using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Invoices;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Payments;

namespace Strangler.AquaCis.Translation.Payments;

/// <summary>Taking money: payments by reference, payment notices, cancelled references.</summary>
internal static class PaymentRequests
{
    private const string Return = "return";
    private const decimal LargestAmount = 10_000_000m;

    /// <summary>efectivoTarjeta: 1 cash, 2 card.</summary>
    private const long PaidByCard = 2;

    /// <summary>Characters; a longer ticket is no answer.</summary>
    private const int TicketLimit = 256;

    public static ValueTask<NativeOutcome> CollectAsync(NativeCall call)
    {
        WireRecord? collection = call.Request.Record("datosCobro");
        return PayAsync(
            call, "referencia", collection is null ? PaymentMethod.Office : MethodOf(collection),
            (collection is null ? null : WireDay.In(collection, "fechaPago")) ?? call.Today,
            collection?.Text("ticket")?.Trim());
    }

    public static ValueTask<NativeOutcome> NotifyAsync(NativeCall call) =>
        PayAsync(call, "documentoPago", PaymentMethod.BankTransfer, call.Today, ticket: null);

    public static async ValueTask<NativeOutcome> CancelAsync(NativeCall call)
    {
        if (AccountIn(call, "referencia") is not { } account)
        {
            return call.ReplyResult(Return, PaymentResults.UnknownReference);
        }

        CancelOutcome outcome = await call.Records.Payments.CancelReferenceAsync(
            account.Contract, call.WriteName, call.IsRehearsal, call.Cancellation);
        return outcome is CancelOutcome.Refused
            ? new NativeOutcome.Unanswered("ledger-refused")
            : call.ReplyResult(Return, WireResult.Ok);
    }

    private static async ValueTask<NativeOutcome> PayAsync(
        NativeCall call, string referenceField, PaymentMethod method, DateOnly day, string? ticket)
    {
        if (AccountIn(call, referenceField) is not { } account)
        {
            return call.ReplyResult(Return, PaymentResults.UnknownReference);
        }

        decimal? pesos = call.Request.Decimal("importe");
        if (ticket is { Length: > TicketLimit })
        {
            return new NativeOutcome.Unanswered("too-long");
        }

        if (pesos is <= 0 or > LargestAmount || pesos.GetValueOrDefault() * 100 % 1 != 0)
        {
            return call.ReplyResult(
                Return, account.ReferenceCancelled ? PaymentResults.CancelledReference : PaymentResults.WrongAmount);
        }

        NewPayment payment = new(
            account.Contract, call.WriteName, pesos is { } amount ? Money.FromPesos(amount) : null, method, day,
            string.IsNullOrEmpty(ticket) ? null : ticket);
        PaymentOutcome outcome = await call.Records.Payments.PayAsync(payment, call.IsRehearsal, call.Cancellation);
        call.Payment = outcome;
        return outcome switch
        {
            PaymentOutcome.Taken or PaymentOutcome.Repeated => call.ReplyResult(Return, WireResult.Ok),
            PaymentOutcome.NothingOwed => call.ReplyResult(Return, PaymentResults.NothingOwed),
            PaymentOutcome.ReferenceCancelled => call.ReplyResult(Return, PaymentResults.CancelledReference),
            PaymentOutcome.NotCutOver => new NativeOutcome.Unanswered("not-cut-over"),
            _ => new NativeOutcome.Unanswered("ledger-refused"),
        };
    }

    private static DebtAccount? AccountIn(NativeCall call, string field) =>
        PaymentReference.TryRead(call.Request.Text(field), out ContractNumber contract)
            ? call.Book.Find(contract)
            : null;

    private static PaymentMethod MethodOf(WireRecord collection)
    {
        bool card = collection.Text("tarjeta") is not null
            || (collection.Type.PositionOf("efectivoTarjeta") >= 0
                && collection.Number("efectivoTarjeta") == PaidByCard);
        char channel = card ? 'C'
            : collection.Text("comercio") is not null ? 'O'
            : collection.Number("banco") is not null ? 'B'
            : 'T';
        return new PaymentMethod(channel, card ? (short)4 : (short)1);
    }
}
