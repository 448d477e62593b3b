using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;
using Strangler.AquaCis.StandIn.Storage;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>Taking money: payments by reference, payment notices, cancelled references.</summary>
internal sealed class DebtCollections(LegacyBooks books, PaymentReferences references, DebtLookup lookup)
{
    private const decimal AmountLimit = 10_000_000m;

    /// <summary>efectivoTarjeta: 1 cash, 2 card.</summary>
    private const long PaidByCard = 2;

    public void Register(AnswerTable table) => table
        .On(ServicePaths.Debt, "cobrarReferencia", Collect)
        .On(ServicePaths.Debt, "cobrarReferenciaFrmPago", Collect)
        .On(ServicePaths.Debt, "avisarPago", Notify)
        .On(ServicePaths.Debt, "cancelarReferencia", body => Cancel(body).In("return"));

    private Answer Collect(WireRecord body)
    {
        WireRecord? collection = body.Record("datosCobro");
        Method method = collection is null ? Method.Office : Method.Of(collection);
        DateOnly day = LegacyCalendar.Read(collection?.Text("fechaPago")) ?? lookup.Today;
        return Post(body, "referencia", method, day, collection?.Text("ticket")?.Trim()).In("return");
    }

    private Answer Notify(WireRecord body) =>
        Post(body, "documentoPago", Method.BankTransfer, lookup.Today, ticket: null).In("return");

    private Outcome Post(WireRecord body, string referenceField, Method method, DateOnly day, string? ticket)
    {
        decimal? amount = body.Decimal("importe");
        if (books.FindByReference(body.Text(referenceField) ?? "") is not { } contract)
        {
            return DebtOutcomes.UnknownReference;
        }

        if (references.IsCancelled(contract))
        {
            return DebtOutcomes.CancelledReference;
        }

        if (amount is { } pesos && (pesos is <= 0 or > AmountLimit || Centavos.FromPesos(pesos) is null))
        {
            return DebtOutcomes.WrongAmount;
        }

        return books.Pay(contract, amount, method.Channel, method.Form, day, ticket)
            ? Outcome.Ok : DebtOutcomes.NothingOwed;
    }

    private Outcome Cancel(WireRecord body)
    {
        if (books.FindByReference(body.Text("referencia") ?? "") is not { } contract)
        {
            return DebtOutcomes.UnknownReference;
        }

        references.Cancel(contract);
        return Outcome.Ok;
    }

    /// <param name="Channel">O store, B bank, S SPEI, C card, T office.</param>
    /// <param name="Form">The tax authority's payment form: 1 cash, 3 transfer, 4 card.</param>
    private sealed record Method(char Channel, short Form)
    {
        public static readonly Method Office = new('T', 1);
        public static readonly Method BankTransfer = new('B', 3);

        public static Method Of(WireRecord collection)
        {
            bool card = collection.Text("tarjeta") is not null
                || (collection.Type.PositionOf("efectivoTarjeta") >= 0
                    && collection.Number("efectivoTarjeta") == PaidByCard);
            char channel = card ? 'C'
                : collection.Text("comercio") is not null ? 'O'
                : collection.Number("banco") is not null ? 'B'
                : 'T';
            return new Method(channel, card ? (short)4 : (short)1);
        }
    }
}
