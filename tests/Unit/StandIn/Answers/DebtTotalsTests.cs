using System.Text.RegularExpressions;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;
using static Strangler.Tests.Unit.StandIn.Answers.DebtDesk;

namespace Strangler.Tests.Unit.StandIn.Answers;

public sealed class DebtTotalsTests
{
    [Fact]
    public async Task Debt_is_told_with_its_older_part_and_both_results_say_OK()
    {
        using LegacyBooks books = await Owing();

        XElement answer = (await Ask(books, "getDeuda", Identified("CONTRATO", "1"))).Element("return")!;

        Assert.Equal([Namespace + "resultado", "deuda", "reultado"], answer.Elements().Select(element => element.Name));
        Assert.All([answer.Element(Namespace + "resultado")!, answer.Element("reultado")!], Says_OK);
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
}
