using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation;

namespace Strangler.Tests.Unit.Routing;

public sealed class GroupKeyTests
{
    private static readonly string[] WithoutKeys =
    [
        "InterfazGenericaContratacionWS.getPDFImpresionLocalPendiente",
        "InterfazGenericaContratacionWS.getImpresionesLocalesPendientes",
        "InterfazGenericaContratacionWS.esPSContratable",
        "InterfazGenericaContratacionWS.getTiposOrden",
        "InterfazGenericaContratacionWS.getMotivosOrden",
        "InterfazGenericaContratacionWS.recuperaOrdenesServicio",
        "InterfazGenericaContratacionWS.getExplotacionesUsuario",
        "InterfazGenericaContadoresWS.getContador",
        "InterfazGenericaContadoresWS.getPuntoServicioPorContador",
        "InterfazGenericaContadoresWS.actualizarContador",
        "InterfazOficinaVirtualClientesWS.getTarifasVigente",
        "InterfazOficinaVirtualClientesWS.getLocalidadesDePoblacion",
        "InterfazOficinaVirtualClientesWS.getCallesPorPatron",
        "InterfazOficinaVirtualClientesWS.getBancoPorExplotacionCodigo",
        "InterfazOficinaVirtualClientesWS.getDomiciliosContratados",
        "InterfazOficinaVirtualClientesWS.getProvinciasDeComunidad",
        "InterfazOficinaVirtualClientesWS.getProvincia",
        "InterfazOficinaVirtualClientesWS.getPoblacionesDeProvincia",
        "InterfazOficinaVirtualClientesWS.getIdiomaExplotacion",
        "InterfazOficinaVirtualClientesWS.getBancosPorExplotacionDescripcion",
        "InterfazOficinaVirtualClientesWS.getConceptos",
        "InterfazOficinaVirtualClientesWS.getBancosPorDescripcion",
        "InterfazOficinaVirtualClientesWS.getPaises",
        "InterfazOficinaVirtualClientesWS.getComunidadesDePais",
        "InterfazOficinaVirtualClientesWS.getBanco",
        "InterfazOficinaVirtualClientesWS.getAgencias",
        "InterfazOficinaVirtualClientesWS.getDomiciliosPendientesContratar",
        "InterfazOficinaVirtualClientesWS.getContratoPorDatosGenerales",
        "InterfazOficinaVirtualClientesWS.getContratosPorDatosGenerales",
        "InterfazOficinaVirtualClientesWS.cambiarUrlOficinaVirtualExplotacion",
        "InterfazOficinaVirtualClientesWS.cambiarUrlOficinaVirtualSociedad",
        "InterfazGenericaOrdenesServicioWS.getCalibres",
        "InterfazGenericaOrdenesServicioWS.informarVisita",
        "InterfazGenericaOrdenesServicioWS.multipleRefreshData",
        "InterfazGenericaOrdenesServicioWS.getDocumentoOrdenTrabajo",
        "InterfazGenericaOrdenesServicioWS.resolveOT",
        "InterfazGenericaOrdenesServicioWS.getMarcasYModelos",
        "InterfazGenericaOrdenesServicioWS.refreshData",
    ];

    private static readonly string[] NotKeys =
    [
        "cambiarDomiciliacionBancaria nif",
        "cambiarSenasCobroBancarias nifCuenta",
        "cambiarTipoFacturaContrato tipoFactura",
        "cobrarReferencia datosCobro/nif",
        "cobrarReferenciaFrmPago datosCobro/nif",
        "crearOrdenExterna ordenTrabajo/visita/contactoVisita/personaVisita/nif",
        "crearOrdenExterna ordenTrabajo/visita/nifOperario",
        "crearOrdenTrabajo visitaOrden/contactoVisitaOrden/personaVisita/nif",
        "getDeudaTotalConFacturas referenciaCatastral",
        "getPdfDocumentoFactura origenFacturacion",
        "getPdfMandato referenciaMandato",
        "informarVisita aResponsable/personaVisita/nif",
        "solicitudActivacionFacturaOnline facturaOnline",
        "solicitudCambioDomiciliacionBancaria nifCuenta",
        "solicitudModificacionDatosPersonales idiomaFacturas",
    ];

    private static readonly string[] Telling = ["contrato", "nif", "factura", "referencia"];

    [Fact]
    public void Only_these_operations_never_say_whose_billing_group_they_are_about() => Assert.Equal(
        WithoutKeys,
        ContractCatalog.AquaCis.Operations.Where(operation => operation.Keys.Count == 0)
            .Select(operation => operation.ToString()));

    /// <summary>So that a new field of an operation without keys, or a forgotten one beside others, is seen.</summary>
    [Fact]
    public void Every_request_field_named_after_a_contract_an_invoice_or_a_tax_id_is_a_key_or_known_not_to_be_one()
    {
        IEnumerable<string> open = ContractCatalog.AquaCis.Operations.SelectMany(operation =>
            Leaves((RecordType)operation.Request.Type, "")
                .Where(path => Telling.Any(word =>
                    path[(path.LastIndexOf('/') + 1)..].Contains(word, StringComparison.OrdinalIgnoreCase)))
                .Except(operation.Keys.Select(key => string.Join('/', key.Path)))
                .Select(path => $"{operation.Name} {path}"));

        Assert.Equal(NotKeys, open.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("<tipoIdentificador>CONTRATO</tipoIdentificador><valor> 000123 </valor>", "Contract 000123")]
    [InlineData("<valor>7</valor><tipoIdentificador>contrato</tipoIdentificador>", "Contract 7")]
    [InlineData(
        "<tipoIdentificador>REFERENCIA</tipoIdentificador><valor>01000001236</valor>", "PaymentReference 01000001236")]
    [InlineData("<tipoIdentificador>NIF</tipoIdentificador><valor>7</valor>", "")]
    [InlineData("<valor>7</valor>", "")]
    [InlineData("<tipoIdentificador>CONTRATO</tipoIdentificador><valor/>", "")]
    public async Task What_getDeuda_asks_for_depends_on_the_kind_of_identifier(string fields, string expected) =>
        Assert.Equal(expected, await KeysOfAsync(Request.Debt, "getDeuda", fields));

    [Theory]
    [InlineData(Request.Debt, "getContratosPorNifconDeuda", "<entrada><nif>XAXX010101000</nif></entrada>",
        "TaxId XAXX010101000")]
    [InlineData(Request.Contracts, "cambiarDomicilioNotificaciones",
        "<numeroContrato><int>1</int><int xsi:nil='true'/><int>2</int></numeroContrato>", "Contract 1, Contract 2")]
    [InlineData(Request.Contracts, "consultaDetalleContrato",
        "<numeroContrato>1</numeroContrato><numeroContrato>2</numeroContrato>", "Contract 1, Contract 2")]
    [InlineData(Request.Contracts, "getPdfFactura", "<numFactura>A 1 </numFactura><numContrato>1</numContrato>",
        "Contract 1, Invoice A 1")]
    [InlineData(Request.WorkOrders, "crearOrdenExterna",
        "<ordenTrabajo><datos><numContrato>5</numContrato></datos></ordenTrabajo>", "Contract 5")]
    [InlineData(Request.Debt, "getDocumentoPago",
        "<nif>N</nif><docs><facturasPendientes><contrato>1</contrato><factura>F</factura></facturasPendientes>"
        + "<facturasPendientes><referencia>R</referencia></facturasPendientes></docs>",
        "TaxId N, Contract 1, Invoice F, PaymentReference R")]
    [InlineData(Request.Debt, "getDeudaTotalConFacturas", "<contrato></contrato>", "")]
    [InlineData(Request.Readings, "getPaises", "", "")]
    public async Task Keys_are_found_wherever_they_stand(
        string service, string operation, string fields, string expected) =>
        Assert.Equal(expected, await KeysOfAsync(service, operation, fields));

    private static async Task<string> KeysOfAsync(string service, string operation, string fields)
    {
        SoapRequest request = await Request.ReadAsync(service, operation, fields);
        return string.Join(
            ", ", GroupKeys.Of(request.Operation, request.Body).Select(key => $"{key.Kind} {key.Value}"));
    }

    private static IEnumerable<string> Leaves(RecordType type, string path) => type.Fields.SelectMany(field =>
        field.Type is RecordType inner ? Leaves(inner, $"{path}{field.Name}/") : [path + field.Name]);
}
