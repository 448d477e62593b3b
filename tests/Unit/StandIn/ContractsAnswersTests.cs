using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Books;
using Xunit;

namespace Strangler.Tests.Unit.StandIn;

[Collection("sample books")]
public sealed class ContractsAnswersTests(SampleBooks sample)
{
    private const string Unknown = "<numeroContrato>99999998</numeroContrato>";

    private readonly StandInCaller _caller = new(sample.Books);

    [Fact]
    public async Task The_detail_of_several_contracts_is_one_record_each_in_the_order_asked()
    {
        Contract contract = sample.First();
        Holder holder = sample.Books.HolderOf(contract);

        XElement reply = await _caller.AskContracts(
            "consultaDetalleContrato", $"{Unknown}<numeroContrato>{contract.Number}</numeroContrato>");

        XElement[] details = [.. reply.Descendants("GenericoContratoDTO")];
        Assert.Equal(2, details.Length);
        Assert.Equal("-501", details[0].Element("resultado")!.Element("codigoError")!.Value);
        Assert.Equal("Contrato no encontrado", details[0].Element("resultado")!.Element("descripcionError")!.Value);
        XElement known = details[1].Element("contrato")!;
        Assert.Equal($"{contract.Number}", known.Element("numeroContrato")!.Value);
        Assert.Equal($"{contract.ServiceArea}", known.Element("explotacion")!.Value);
        Assert.Equal($"{holder.Surname}, {holder.Name}", known.Element("titular")!.Value);
        Assert.Equal(holder.TaxId, details[1].Element("datosPersonales")!.Element("cifNif")!.Value);
        Assert.Equal("0", details[1].Element("resultado")!.Element("codigoError")!.Value);
    }

    [Fact]
    public async Task The_meter_in_use_stands_first_with_state_1()
    {
        Contract contract = sample.First(known => sample.Books.MetersAt(known.ServicePoint).Count > 1);
        Meter inUse = sample.Books.MetersAt(contract.ServicePoint)[^1];

        XElement reply = await _caller.DetailOf(contract);

        XElement meter = reply.Descendants("ContratoContadorDTO").First();
        Assert.Equal(inUse.SerialNumber, meter.Element("numeroSerie")!.Value);
        Assert.Equal("1", meter.Element("estadoContador")!.Value);
        Assert.Equal(inUse.SerialNumber, reply.Descendants("numeroContador").Single().Value);
    }

    [Theory]
    [InlineData("getFacturasContrato")]
    [InlineData("getFacturasContratoReferencia")]
    [InlineData("consultaHistoricoConsumoContrato")]
    [InlineData("getIDPersonaContrato")]
    [InlineData("getContratos")]
    [InlineData("esTitular")]
    public async Task An_unknown_contract_is_said_in_the_result_record(string operation)
    {
        XElement reply = await _caller.AskContracts(operation, Unknown);

        Assert.Equal("-501", reply.Descendants("codigoError").Single().Value);
    }

    [Fact]
    public async Task Invoices_come_by_the_page_newest_first()
    {
        Contract contract = sample.First(known => sample.Books.InvoicesOf(known).Count == 6);
        string[] all = [.. sample.Books.InvoicesOf(contract).Select(invoice => invoice.Number)];

        Assert.Equal(all, await NumbersOf(contract, ""));
        Assert.Equal(all[2..4], await NumbersOf(
            contract, "<registroInicial>3</registroInicial><registroTotal>2</registroTotal>"));
        Assert.Equal(all, await NumbersOf(contract, "<registroInicial>0</registroInicial>"));
        Assert.Empty(await NumbersOf(contract, "<registroInicial>7</registroInicial>"));
    }

    [Theory]
    [InlineData("2026-04-01", "2026-05-03")]
    [InlineData("01/04/2026", "03/05/2026")]
    [InlineData("2026-04-01T00:00:00.000-06:00", "3/5/2026")]
    public async Task Invoices_are_asked_for_by_their_day_of_issue(string from, string until)
    {
        Contract contract = sample.First(known => sample.Books.InvoicesOf(known).Count == 6);
        string range = $"<fechaInicio>{from}</fechaInicio><fechaFin>{until}</fechaFin>";

        XElement count = await _caller.AskContracts(
            "countFacturasContrato", $"<numeroContrato>{contract.Number}</numeroContrato>{range}");

        Assert.Equal(
            from invoice in sample.Books.InvoicesOf(contract) where invoice.Period is 3 or 4 select invoice.Number,
            await NumbersOf(contract, range));
        Assert.Equal("2", count.Value);
    }

    [Fact]
    public async Task Consumption_here_has_another_shape_than_in_the_customer_office()
    {
        Contract contract = sample.First();

        XElement here = await _caller.AskContracts("getConsumos", $"<numContrato>{contract.Number}</numContrato>");
        XElement there = await _caller.AskReadings("getConsumos", contract);

        Assert.Equal(here.Name, there.Name);
        Assert.Equal("HistoricoSuministroDTO", here.Element("getConsumosReturn")!.Elements().First().Name.LocalName);
        Assert.Equal("Consumo", there.Element("getConsumosReturn")!.Elements().First().Name.LocalName);
    }

    [Fact]
    public async Task An_invoices_document_is_a_pdf_whose_table_points_at_its_objects()
    {
        Invoice invoice = sample.Books.InvoicesOf(sample.First())[0];

        XElement reply = await _caller.AskContracts("getPdfFactura", $"<numFactura>{invoice.Number}</numFactura>");

        string pdf = Encoding.Latin1.GetString(Convert.FromBase64String(reply.Descendants("pdf").Single().Value));
        Assert.StartsWith("%PDF-1.4", pdf, StringComparison.Ordinal);
        Assert.Contains(invoice.Number, pdf, StringComparison.Ordinal);
        int table = int.Parse(pdf.Split("startxref\n")[1].Split('\n')[0], CultureInfo.InvariantCulture);
        string[] rows = pdf[table..].Split('\n');
        Assert.Equal("xref", rows[0]);
        for (int id = 1; id <= 5; id++)
        {
            int offset = int.Parse(rows[id + 2][..10], CultureInfo.InvariantCulture);
            Assert.StartsWith($"{id} 0 obj", pdf[offset..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_invoices_document_is_not_given_for_another_contract()
    {
        Invoice invoice = sample.Books.InvoicesOf(sample.First())[0];

        XElement reply = await _caller.AskContracts(
            "getPdfFactura",
            $"<numFactura>{invoice.Number}</numFactura><numContrato>{invoice.Contract + 1}</numContrato>");

        Assert.NotEqual("0", reply.Descendants("codigoError").Single().Value);
        Assert.Equal("", reply.Descendants("pdf").Single().Value);
    }

    [Fact]
    public async Task No_search_gives_more_than_a_hundred_holders()
    {
        XElement reply = await _caller.AskContracts(
            "getPersonaList", "<nombre>NOMBRE</nombre><registroPagina>5000</registroPagina>");

        Assert.Equal(100, reply.Descendants("PersonaDTO").Count());
    }

    [Fact]
    public async Task The_types_and_motives_of_orders_are_those_in_use()
    {
        XElement types = await _caller.AskContracts("getTiposOrden", "");
        XElement motives = await _caller.AskContracts("getMotivosOrden", "");

        Assert.Equal(["6", "21", "23", "32", "33"], types.Descendants("idTipo").Select(id => id.Value));
        Assert.Equal(["15", "41", "50", "52", "61"], motives.Descendants("idMotivo").Select(id => id.Value));
    }

    private async Task<string[]> NumbersOf(Contract contract, string filter)
    {
        XElement reply = await _caller.AskContracts(
            "getFacturasContrato", $"<numeroContrato>{contract.Number}</numeroContrato>{filter}");
        return [.. reply.Descendants("numeroFactura").Select(number => number.Value)];
    }
}
