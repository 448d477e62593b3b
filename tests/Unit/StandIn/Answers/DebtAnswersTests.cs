using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

public sealed class DebtAnswersTests
{
    private static readonly XNamespace Debt = "http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/";

    /// <summary>Noon in Querétaro; in UTC it is the same day.</summary>
    private static readonly FixedClock OnTheDueDayOfFebruary = new(
        new DateTimeOffset(2026, 3, 18, 18, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Debt_is_told_with_its_older_part_and_both_results_say_OK()
    {
        using LegacyBooks books = await Owing();

        XElement answer = (await Ask(books, "getDeuda", Identified("CONTRATO", "1"))).Element("return")!;

        Assert.Equal([Debt + "resultado", "deuda", "reultado"], answer.Elements().Select(element => element.Name));
        Assert.All([answer.Element(Debt + "resultado")!, answer.Element("reultado")!], Says_OK);
        XElement debt = answer.Element("deuda")!;
        Assert.Equal(
            ("250.50", "250.50", "0.00", "50.50", "50.50", "2", "1"),
            (debt.Element("deuda")!.Value, debt.Element("deudaTotal")!.Value, debt.Element("deudaComision")!.Value,
                debt.Element("saldoAnterior")!.Value, debt.Element("saldoAnteriorTotal")!.Value,
                debt.Element("ciclosTotales")!.Value, debt.Element("ciclosAnteriores")!.Value));
        Assert.Equal("APELLIDO, NOMBRE", debt.Element("nombreCliente")!.Value);
        Assert.Equal(LegacyBooks.ReferenceOf(1), debt.Element("documentoPago")!.Value);
    }

    [Fact]
    public async Task A_bot_reads_the_debt_with_its_regular_expression()
    {
        using LegacyBooks books = await Owing();

        string text = await new StandInCaller(books)
            .AskForText(ServicePaths.Debt, "getDeuda", Identified("CONTRATO", "1"));

        Assert.Equal("250.50", Regex.Match(text, "<deuda[^>]*>([^<]*)</deuda>").Groups[1].Value);
        Assert.Equal("0", Regex.Match(text, "<codigoError[^>]*>([^<]*)</codigoError>").Groups[1].Value);
    }

    [Theory]
    [InlineData("CONTRATO", "1", "0")]
    [InlineData("contrato", " 00000001 ", "0")]
    [InlineData("REFERENCIA", "01000000018", "0")]
    [InlineData("REFERENCIA", "01000000017", "-501")]
    [InlineData("CONTRATO", "2", "-501")]
    [InlineData("CONTRATO", "none", "-501")]
    [InlineData("CONTRATO", "99999999999999999999", "-501")]
    [InlineData("NIF", "XAXX010101000", "-514")]
    public async Task A_contract_is_found_by_number_or_reference(string kind, string value, string code)
    {
        using LegacyBooks books = await Owing();

        foreach (string operation in (string[])["getDeuda", "getDeudaContrato", "getDeudaContratoBloqueoCobro"])
        {
            XElement answer = (await Ask(books, operation, Identified(kind, value))).Element("return")!;
            Assert.Equal(code, answer.Element("reultado")!.Element("codigoError")!.Value);
            Assert.Equal(code == "0" ? 3 : 2, answer.Elements().Count());
        }
    }

    [Fact]
    public async Task Whether_collection_is_blocked_is_told()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Contract(2, blocked: true);
        using LegacyBooks books = await extract.LoadAsync();

        foreach ((string contract, string blocked) in new[] { ("1", "false"), ("2", "true") })
        {
            XElement answer = await Ask(books, "getDeudaContratoBloqueoCobro", Identified("CONTRATO", contract));
            Assert.Equal(blocked, Assert.Single(answer.Descendants("bloquearCobro")).Value);
        }
    }

    [Fact]
    public async Task Unpaid_invoices_come_newest_first_and_are_overdue_the_day_after_they_were_due()
    {
        using LegacyBooks books = await Owing();

        XElement answer = await Ask(
            books, "getDeudaTotalConFacturas", "<contrato>1</contrato><explotacion>12</explotacion>");

        Assert.Equal(
            [("200.00", "2", "PENDIENTE"), ("50.50", "4", "VENCIDA")],
            answer.Descendants("factura").Select(invoice => (
                invoice.Element("importeTotal")!.Value, invoice.Element("codigoEstado")!.Value,
                invoice.Element("estado")!.Value)));
        Assert.Equal("250.50", Assert.Single(answer.Descendants("deudaTotal")).Value);
        Assert.Equal("2", Assert.Single(answer.Descendants("cantidadFacturas")).Value);
    }

    [Fact]
    public async Task Being_overdue_goes_by_the_day_in_Queretaro()
    {
        using LegacyBooks books = await Owing();
        FixedClock lateInTheEvening = new(new DateTimeOffset(2026, 3, 19, 4, 0, 0, TimeSpan.Zero));
        FixedClock afterMidnight = new(new DateTimeOffset(2026, 3, 19, 7, 0, 0, TimeSpan.Zero));

        Assert.Equal("2", await NewestState(lateInTheEvening));
        Assert.Equal("4", await NewestState(afterMidnight));

        async Task<string> NewestState(FixedClock clock) =>
            (await new StandInCaller(books, clock)
                .Ask(ServicePaths.Debt, "getDeudaTotalConFacturas", "<contrato>1</contrato>"))
            .Descendants("codigoEstado").First().Value;
    }

    [Fact]
    public async Task A_debtors_contracts_are_found_by_tax_id_and_those_that_owe_nothing_are_not_among_them()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Contract(2);
        using LegacyBooks books = await extract.LoadAsync();

        XElement answer = await Ask(
            books, "getContratosPorNifconDeuda", $"<entrada><nif>{ExtractBuilder.PublicTaxId}</nif></entrada>");

        XElement contract = Assert.Single(answer.Descendants("contratos"));
        Assert.Equal(("1", "100.00"), (contract.Element("contrato")!.Value, contract.Element("importe")!.Value));
        Assert.Empty(answer.Descendants("avisos"));
    }

    [Fact]
    public async Task A_list_of_more_than_a_hundred_contracts_says_that_it_was_cut()
    {
        using ExtractBuilder extract = A.Extract();
        for (int contract = 1; contract <= 101; contract++)
        {
            extract.Contract(contract).Invoice(contract, contract, 1, "10");
        }

        using LegacyBooks books = await extract.LoadAsync();

        XElement answer = await Ask(
            books, "getContratosPorNifconDeuda", $"<entrada><nif>{ExtractBuilder.PublicTaxId}</nif></entrada>");

        Assert.Equal(100, answer.Descendants("contratos").Count());
        Assert.Single(answer.Descendants("avisos"));
    }

    [Fact]
    public async Task Somebody_elses_tax_id_opens_no_contract()
    {
        using LegacyBooks books = await Owing();

        foreach (string operation in (string[])["getImpagadosContrato", "getDocumentoPago", "getDocumentoPagoXML"])
        {
            XElement answer = await Ask(books, operation, "<contrato>1</contrato><nif>EKU9003173C9</nif>");
            Assert.Equal("-505", Assert.Single(answer.Descendants("codigoError")).Value);
        }
    }

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

    [Fact]
    public async Task A_payment_document_is_a_pdf_with_the_reference_and_a_bar_code_of_at_most_46_digits()
    {
        using LegacyBooks books = await Owing();

        XElement answer = (await Ask(books, "getDocumentoPago", "<contrato>1</contrato>")).Element("return")!;

        string pdf = Encoding.Latin1.GetString(Convert.FromBase64String(answer.Element("pdf")!.Value));
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Contains("250.50 MXN", pdf, StringComparison.Ordinal);
        Assert.Equal(LegacyBooks.ReferenceOf(1), answer.Element("referencia")!.Value);
        Assert.Matches("^[0-9]{20,46}$", answer.Element("rafagaPago")!.Value);
    }

    [Fact]
    public async Task A_payment_document_as_xml_is_escaped_text_about_the_invoices_asked_for()
    {
        using LegacyBooks books = await Owing();
        string number = books.FindInvoice(10)!.Number;

        XElement answer = (await Ask(
            books, "getDocumentoPagoXML",
            $"<contrato>1</contrato><docs><facturasPendientes><factura>{number}</factura></facturasPendientes></docs>"))
            .Element("return")!;

        XElement document = XElement.Parse(answer.Element("XML")!.Value);
        Assert.Equal("50.50", document.Element("importe")!.Value);
        Assert.Equal(number, Assert.Single(document.Descendants("factura")).Attribute("numero")!.Value);
    }

    [Fact]
    public async Task There_is_no_payment_document_for_a_contract_that_owes_nothing()
    {
        using ExtractBuilder extract = A.Extract().Contract(1);
        using LegacyBooks books = await extract.LoadAsync();

        XElement answer = await Ask(books, "getDocumentoPago", "<contrato>1</contrato>");

        Assert.Equal("-510", Assert.Single(answer.Descendants("codigoError")).Value);
        Assert.Empty(answer.Descendants("pdf"));
    }

    /// <summary>Contract 1 owes 50.50 of January, overdue, and 200 of February, due on 18 March.</summary>
    private static async Task<LegacyBooks> Owing()
    {
        using ExtractBuilder extract = A.Extract().Contract(1)
            .Invoice(10, 1, 1, "100.50").Payment(1, 10, "50").Invoice(11, 1, 2, "200", tax: "27.59");
        return await extract.LoadAsync();
    }

    private static Task<XElement> Ask(LegacyBooks books, string operation, string fields) =>
        new StandInCaller(books, OnTheDueDayOfFebruary).Ask(ServicePaths.Debt, operation, fields);

    private static async Task<string> DebtToldBy(StandInCaller caller) =>
        (await caller.Ask(ServicePaths.Debt, "getDeuda", Identified("CONTRATO", "1"))).Descendants("deudaTotal")
            .Single().Value;

    private static string Identified(string kind, string value) =>
        $"<tipoIdentificador>{kind}</tipoIdentificador><valor>{value}</valor>"
            + "<explotacion>12</explotacion><idioma>es</idioma>";

    private static void Says_OK(XElement result) => Assert.Equal(
        ("0", "OK"), (result.Element("codigoError")!.Value, result.Element("descripcionError")!.Value));
}
