using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;
using static Strangler.Tests.Unit.StandIn.Answers.DebtDesk;

namespace Strangler.Tests.Unit.StandIn.Answers;

public sealed class DebtCollectionsTests
{
    [Theory]
    [InlineData("cobrarReferencia", "referencia")]
    [InlineData("cobrarReferenciaFrmPago", "referencia")]
    [InlineData("avisarPago", "documentoPago")]
    public async Task A_payment_clears_the_debt_that_is_then_asked_for(string operation, string referenceField)
    {
        using LegacyBooks books = await Owing();
        StandInCaller caller = new(books, OnTheDueDayOfFebruary);
        string reference = $"<{referenceField}>{LegacyBooks.ReferenceOf(1)}</{referenceField}>";

        Says_OK((await caller.Ask(ServicePaths.Debt, operation, reference + "<importe>100.50</importe>"))
            .Element("return")!);
        Assert.Equal("150.00", await DebtToldBy(caller));
        Says_OK((await caller.Ask(ServicePaths.Debt, operation, reference)).Element("return")!);
        Assert.Equal("0.00", await DebtToldBy(caller));

        XElement third = await caller.Ask(ServicePaths.Debt, operation, reference);
        Assert.Equal("-510", third.Element("return")!.Element("codigoError")!.Value);
    }

    [Fact]
    public async Task A_payment_keeps_its_channel_form_and_day()
    {
        using LegacyBooks books = await Owing();
        const string Collection =
            "<datosCobro><banco>12</banco><fechaPago>17/03/2026</fechaPago>"
            + "<efectivoTarjeta>2</efectivoTarjeta></datosCobro>";

        await Ask(
            books, "cobrarReferenciaFrmPago",
            $"<referencia>{LegacyBooks.ReferenceOf(1)}</referencia><importe>1</importe>{Collection}");

        Payment payment = Assert.Single(books.PaymentsOf(books.FindInvoice(10)!), paid => paid.Channel == 'C');
        Assert.Equal((4, 1m, new DateOnly(2026, 3, 17)), ((int)payment.Form, payment.Amount, payment.Paid));
    }

    [Fact]
    public async Task A_store_that_sends_its_ticket_again_after_a_time_out_pays_once()
    {
        using LegacyBooks books = await Owing();
        StandInCaller caller = new(books);
        string payment = $"<referencia>{LegacyBooks.ReferenceOf(1)}</referencia><importe>50</importe>"
            + "<datosCobro><comercio>7</comercio><ticket>A-77</ticket></datosCobro>";

        for (int attempt = 0; attempt < 3; attempt++)
        {
            Says_OK((await caller.Ask(ServicePaths.Debt, "cobrarReferencia", payment)).Element("return")!);
        }

        Assert.Equal("200.50", await DebtToldBy(caller));
    }

    [Theory]
    [InlineData("<referencia>01000000017</referencia>", "-511")]
    [InlineData("", "-511")]
    [InlineData("<referencia>01000000018</referencia><importe>0</importe>", "-513")]
    [InlineData("<referencia>01000000018</referencia><importe>-1</importe>", "-513")]
    [InlineData("<referencia>01000000018</referencia><importe>0.005</importe>", "-513")]
    [InlineData("<referencia>01000000018</referencia><importe>1e20</importe>", "-513")]
    public async Task A_payment_that_cannot_be_taken_is_refused_in_band(string fields, string code)
    {
        using LegacyBooks books = await Owing();

        XElement answer = await Ask(books, "cobrarReferencia", fields);

        Assert.Equal(code, answer.Element("return")!.Element("codigoError")!.Value);
        Assert.Equal(250.50m, books.UnpaidOf(books.FindContract(1)!).Sum(books.OwedOn));
    }

    [Fact]
    public async Task A_cancelled_reference_takes_no_payment_until_a_new_document_is_issued()
    {
        using LegacyBooks books = await Owing();
        StandInCaller caller = new(books);
        string reference = $"<referencia>{LegacyBooks.ReferenceOf(1)}</referencia>";

        Says_OK((await caller.Ask(ServicePaths.Debt, "cancelarReferencia", reference)).Element("return")!);
        XElement refused = await caller.Ask(ServicePaths.Debt, "cobrarReferencia", reference);
        Assert.Equal("-512", refused.Element("return")!.Element("codigoError")!.Value);
        Assert.Equal("250.50", await DebtToldBy(caller));

        await caller.Ask(ServicePaths.Debt, "getDocumentoPago", "<contrato>1</contrato>");
        Says_OK((await caller.Ask(ServicePaths.Debt, "cobrarReferencia", reference)).Element("return")!);
    }

    [Fact]
    public async Task What_was_paid_beyond_the_debt_is_told_as_a_balance()
    {
        using LegacyBooks books = await Owing();
        StandInCaller caller = new(books);
        await caller.Ask(
            ServicePaths.Debt, "cobrarReferencia",
            $"<referencia>{LegacyBooks.ReferenceOf(1)}</referencia><importe>260</importe>");

        XElement answer = await caller.Ask(ServicePaths.Debt, "getImpagadosContrato", "<contrato>1</contrato>");

        Assert.Equal("9.50", Assert.Single(answer.Descendants("saldoDisponible")).Value);
        Assert.Empty(answer.Descendants("facturasPendientes"));
    }
}
