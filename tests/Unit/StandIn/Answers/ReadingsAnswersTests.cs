using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

[Collection("sample books")]
public sealed class ReadingsAnswersTests(SampleBooks sample)
{
    private static readonly XName Nil = XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance");

    private readonly StandInCaller _caller = new(sample.Books);

    [Fact]
    public async Task Consumption_is_newest_first_and_names_its_months_in_escaped_angle_brackets()
    {
        Contract contract = sample.First();

        string reply = await _caller.AskForText(ServicePaths.Readings, "getConsumos", InArea(contract));

        int june = reply.IndexOf("<periodo>&lt;JUN&gt; - &lt;JUN&gt;</periodo>", StringComparison.Ordinal);
        int january = reply.IndexOf("<periodo>&lt;ENE&gt; - &lt;ENE&gt;</periodo>", StringComparison.Ordinal);
        Assert.True(june >= 0 && june < january);
        Assert.Contains("<Consumo><estimado>", reply, StringComparison.Ordinal);
        Assert.Contains("<año>2026</año>", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_meters_parts_are_one_periods_consumption()
    {
        Contract contract = sample.First(known => sample.Books.MetersAt(known.ServicePoint).Count > 1);
        Reading last = sample.Books.ReadingsOf(contract).First(reading => reading.Kind == 'F');
        int expected = sample.Books.ReadingsOf(contract)
            .Where(reading => reading.Period == last.Period).Sum(reading => reading.Consumption);

        XElement reply = await _caller.AskReadings("getConsumos", contract);

        XElement cycle = Assert.Single(
            reply.Descendants("Consumo"),
            item => item.Element("periodo")!.Value == LegacyCalendar.Period(last.Period!.Value));
        Assert.Equal($"{expected}", cycle.Element("metrosCubicos")!.Value);
        Assert.Equal(3, cycle.Descendants("ElementoConsumo").Count());
    }

    [Fact]
    public async Task An_estimate_is_said_to_be_one()
    {
        Contract contract = sample.First(known => sample.Books.ReadingsOf(known).Any(reading => reading.Kind == 'E'));
        int estimates = sample.Books.ReadingsOf(contract).Count(reading => reading.Kind == 'E');

        XElement reply = await _caller.AskReadings("getConsumos", contract);

        Assert.Equal(estimates, reply.Descendants("Consumo").Count(item => item.Element("estimado")!.Value == "true"));
    }

    [Theory]
    [InlineData("getConsumos")]
    [InlineData("getLecturas")]
    [InlineData("getFacturas")]
    [InlineData("getConceptoConTarifasDeContrato")]
    public async Task Another_service_area_than_the_contracts_gives_an_empty_list(string operation)
    {
        Contract contract = sample.First(known => known.ServiceArea == 1);

        XElement reply = await _caller.AskReadings(
            operation, $"<explotacion>12</explotacion><contrato>{contract.Number}</contrato>");

        XElement list = reply.Element(operation + "Return")!;
        Assert.False(list.HasElements);
        Assert.Null(list.Attribute(Nil));
        XElement own = await _caller.AskReadings(
            operation, $"<explotacion>01</explotacion><contrato>{contract.Number}</contrato>");
        Assert.True(own.Element(operation + "Return")!.HasElements);
    }

    [Theory]
    [InlineData("getContrato")]
    [InlineData("getTitularPorContrato")]
    [InlineData("getTarifaDeAguaPorContrato")]
    public async Task Another_service_area_than_the_contracts_gives_nil_where_one_record_is_asked_for(string operation)
    {
        Contract contract = sample.First(known => known.ServiceArea == 1);

        XElement reply = await _caller.AskReadings(
            operation, $"<explotacion>12</explotacion><contrato>{contract.Number}</contrato>");

        Assert.Equal("true", reply.Element(operation + "Return")!.Attribute(Nil)!.Value);
        XElement own = await _caller.AskReadings(operation, contract);
        Assert.True(own.Element(operation + "Return")!.HasElements);
    }

    [Fact]
    public async Task A_request_in_the_contracting_services_shape_finds_no_contract_here()
    {
        XElement reply = await _caller.AskReadings(
            "getContrato", $"<numContrato>{sample.First().Number}</numContrato><opciones>x</opciones>");

        Assert.Equal("true", reply.Element("getContratoReturn")!.Attribute(Nil)!.Value);
    }

    [Fact]
    public async Task Invoices_are_newest_first_and_say_whether_they_are_pending_overdue_or_paid()
    {
        Contract contract = sample.First(known => sample.Books.UnpaidOf(known) is { Count: > 1 } unpaid
            && unpaid[^1].Due > new DateOnly(2026, 7, 10) && sample.Books.InvoicesOf(known).Count > unpaid.Count);

        XElement reply = await _caller.AskReadings("getFacturas", contract);

        XElement[] invoices = [.. reply.Descendants("Factura")];
        string[] issued = [.. invoices.Select(invoice => invoice.Element("fechaEmision")!.Value)];
        Assert.Equal(issued.OrderDescending(StringComparer.Ordinal), issued);
        Assert.Equal("2026-07-03T00:00:00.000Z", issued[0]);
        Assert.Equal("2", invoices[0].Element("estado")!.Value);
        Assert.Contains(invoices, invoice => invoice.Element("estado")!.Value == "4");
        Assert.Contains(invoices, invoice => invoice.Element("estado")!.Value == "3");
    }

    [Fact]
    public async Task An_invoices_concepts_and_tax_add_up_to_it()
    {
        Contract contract = sample.First();
        Invoice invoice = sample.Books.InvoicesOf(contract)[0];

        XElement reply = await _caller.AskReadings(
            "getFactura",
            $"<explotacion>{contract.ServiceArea}</explotacion><numeroFactura>{invoice.Number}</numeroFactura>");

        decimal concepts = reply.Descendants("Concepto").Sum(concept => (decimal)concept.Element("importe")!);
        Assert.Equal((decimal)reply.Descendants("importeTotal").Single(), concepts + invoice.Tax);
    }

    private static string InArea(Contract contract) =>
        $"<explotacion>{contract.ServiceArea}</explotacion><contrato>{contract.Number}</contrato><idioma>es</idioma>";
}
