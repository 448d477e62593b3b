using System.Buffers;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Soap;

/// <summary>The legacy wire shape, to the byte: existing consumers read it with regular expressions.</summary>
public sealed class ReplyWriterTests
{
    private const string Open = "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>";
    private const string Close = "</soap:Body></soap:Envelope>";
    private const string Nil = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>";

    [Fact]
    public void A_reply_has_the_recorded_form()
    {
        string reply = Write(
            "InterfazGenericaOrdenesServicioWS", "crearOrdenTrabajo", wrapper => wrapper.Value("return", "O0000001"));
        Assert.Equal(
            Open + "<ns2:crearOrdenTrabajoResponse "
            + "xmlns:ns2=\"http://interfazgenericaordenesservicio.occamcxf.occam.agbar.com/\">"
            + "<return>O0000001</return></ns2:crearOrdenTrabajoResponse>" + Close, reply);
    }

    [Fact]
    public void The_inherited_result_is_qualified_and_its_siblings_are_not()
    {
        string reply = Write(
            "InterfazGenericaGestionDeudaWS", "getDeuda", wrapper => wrapper.Record("return", answer => answer
            .Record("resultado", result => result.Value("codigoError", 0).Value("descripcionError", "OK"))
            .Record("deuda", debt => debt.Value("deuda", 12.5m).Value("explotacion", 1))));
        Assert.Contains(
            "<return><ns2:resultado><codigoError>0</codigoError><descripcionError>OK</descripcionError></ns2:resultado>"
            + "<deuda><deuda>12.50</deuda><explotacion>1</explotacion></deuda></return>", reply,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Absence_is_nil_where_nillable_and_silence_where_optional()
    {
        Assert.Contains(
            "<getContratoReturn"
                + Nil, Write("InterfazOficinaVirtualClientesWS", "getContrato", _ => { }), StringComparison.Ordinal);
        Assert.EndsWith(
            "<ns2:getDeudaResponse xmlns:ns2=\"http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/\"/>"
                + Close,
            Write("InterfazGenericaGestionDeudaWS", "getDeuda", _ => { }), StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_passed_over_are_written_as_absent_in_their_place()
    {
        string reply = Write("InterfazGenericaContratacionWS", "esTitular", wrapper => wrapper
            .Record("esTitularReturn", result => result.Value("codigoError", -501)));
        Assert.Contains(
            "<esTitularReturn><codigoError>-501</codigoError><descripcionError" + Nil + "</esTitularReturn>", reply,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_text_is_escaped_both_brackets_and_what_xml_forbids_is_replaced()
    {
        string reply = Write(
            "InterfazOficinaVirtualClientesWS", "getUltimoMensaje", wrapper =>
                wrapper.Value("getUltimoMensajeReturn", "<JUN> & \u0001 ñ \"q\""));
        Assert.Contains(
            "<getUltimoMensajeReturn>&lt;JUN&gt; &amp; \uFFFD ñ \"q\"</getUltimoMensajeReturn>", reply,
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_out_of_order_or_unknown_is_a_bug_and_throws()
    {
        Assert.Throws<InvalidOperationException>(
            () => Write("InterfazGenericaGestionDeudaWS", "getDeuda", wrapper => wrapper
            .Record("return", answer => answer.Record("reultado", _ => { }).Record("deuda", _ => { }))));
        Assert.Throws<InvalidOperationException>(
            () => Write("InterfazGenericaGestionDeudaWS", "getDeuda", wrapper => wrapper
            .Value("retorno", "x")));
    }

    [Fact]
    public void Every_operation_writes_an_empty_reply_that_parses()
    {
        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            string reply = Write(operation.Service, operation.Name, _ => { });
            System.Xml.Linq.XElement root = System.Xml.Linq.XDocument.Parse(reply).Root!.Elements().Single()
                .Elements().Single();
            Assert.Equal($"{{{operation.Response.Namespace}}}{operation.Response.Name}", root.Name.ToString());
        }
    }

    [Fact]
    public void A_fault_has_the_recorded_form()
    {
        string fault = Encoding.UTF8.GetString(
            new SoapFault(FaultCode.Server, "java.lang.NullPointerException").ToBytes());
        Assert.Equal(
            Open + "<soap:Fault><faultcode>soap:Server</faultcode>"
            + "<faultstring>java.lang.NullPointerException</faultstring>"
            + "</soap:Fault>" + Close, fault);
    }

    [Fact]
    public void A_declared_fault_carries_its_detail_in_its_own_namespace()
    {
        Operation refresh = ContractCatalog.AquaCis.Find("InterfazGenericaOrdenesServicioWS", "refreshData");
        FaultDetail detail = FaultDetail.Of(
            refresh, fault => fault.Value("type", "PARAM_VALIDATION").Value("message", "m"))!;
        Assert.Contains(
            "<detail><ns2:ServiceFault xmlns:ns2=\"http://www.aqualogy.net/xf/ws\">"
            + "<type>PARAM_VALIDATION</type><message>m</message>"
            + "</ns2:ServiceFault></detail>",
            Encoding.UTF8.GetString(new SoapFault(FaultCode.Server, "m", detail).ToBytes()), StringComparison.Ordinal);
        Operation readings = ContractCatalog.AquaCis.Find("InterfazOficinaVirtualClientesWS", "getConsumos");
        Assert.Null(FaultDetail.Of(readings, _ => { }));
    }

    private static string Write(string service, string operation, Action<RecordWriter> fill)
    {
        ArrayBufferWriter<byte> buffer = new();
        ReplyWriter.Write(buffer, ContractCatalog.AquaCis.Find(service, operation), fill);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
