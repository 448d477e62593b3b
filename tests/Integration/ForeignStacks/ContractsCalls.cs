using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>Contracts, invoices and documents as the contracting side asks for them.</summary>
internal static class ContractsCalls
{
    private const string Service = "InterfazGenericaContratacionWS";
    private const string NewAddress = "nuevo.correo@ejemplo.mx";

    public static IEnumerable<PlannedCall> About(StackSubjects subjects) =>
    [
        .. Contracts(subjects.Read), .. Invoices(subjects.Read), .. OrderLists(subjects.Read),
        .. Writes(subjects.Written),
    ];

    private static PlannedCall[] Contracts(SampleContract contract) =>
    [
        new PlannedCall(Service, "consultaDetalleContrato", $$"""
            {"numeroContrato":[{{contract.Number}}],"idioma":"es"}
            """).GivesMany("GenericoContratoDTO", 1)
            .Gives("GenericoContratoDTO.0.contrato.numeroContrato", contract.Number)
            .Gives("GenericoContratoDTO.0.contrato.titular", $"{contract.Surname}, {contract.Name}")
            .Gives("GenericoContratoDTO.0.contrato.fechaBaja", null),
        Detail("getContrato", contract).Gives("numeroContrato", contract.Number)
            .Gives("idPuntoServicio", contract.ServicePoint).Gives("idExplotacion", contract.ServiceArea),
        new PlannedCall(Service, "getContratos", $$"""
            {"numeroContrato":{{contract.Number}},"actividad":null,"actividadSectorial":null,"uso":null,
             "cnaeDesde":null,"cnaeHasta":null,"estados":null}
            """).GivesMany("contratos.ContratoDTO", 1).Gives("contratos.ContratoDTO.0.numeroContrato", contract.Number),
        new PlannedCall(Service, "esTitular", $$"""
            {"documento":"{{contract.TaxId}}","numeroContrato":{{contract.Number}}}
            """).Gives("codigoError", 0),
        new PlannedCall(Service, "getIDPersonaContrato", $$"""{"numeroContrato":{{contract.Number}},"idioma":"es"}""")
            .Gives("resultado.codigoError", 0).GivesLike("idPersona", "[0-9]+"),
        new PlannedCall(Service, "getConsumos", $$"""
            {"numContrato":{{contract.Number}},"periodos":null,"numPer":null,"ejercicio_str":null,"periodo_str":null,
             "periodicidad_str":null,"tipoCiclo_str":null,"estadoCiclo_str":null,"idioma":"es","opciones":null}
            """).Gives("HistoricoSuministroDTO.0.año", contract.Newest.Year)
            .Gives("HistoricoSuministroDTO.0.numeroContrato", contract.Number),
        Paged("consultaHistoricoConsumoContrato", contract, "\"idioma\":\"es\",").Gives("resultado.codigoError", 0)
            .Gives("consumos.HistoricoSuministroDTO.0.año", contract.Newest.Year),
    ];

    private static PlannedCall[] Invoices(SampleContract contract) =>
    [
        Paged("getFacturasContrato", contract).Gives("resultado.codigoError", 0)
            .GivesMany("facturas.FacturaDTO", contract.Invoices.Count)
            .Gives("facturas.FacturaDTO.0.numeroFactura", contract.Newest.Number)
            .Gives("facturas.FacturaDTO.0.importeEuros", contract.Newest.Amount),
        new PlannedCall(Service, "countFacturasContrato", $$"""
            {"numeroContrato":{{contract.Number}},"fechaInicio":null,"fechaFin":null}
            """).Gives("", contract.Invoices.Count),
        new PlannedCall(Service, "getFacturas", $$"""
            {"explotacion":{{contract.ServiceArea}},"numeroCliente":null,"numeroFactura":"{{contract.Newest.Number}}",
             "numeroContrato":{{contract.Number}},"fechaInicio":null,"fechaFin":null}
            """).Gives("facturas.FacturaDTO.0.numeroFactura", contract.Newest.Number),
        Paged("getFacturasContratoReferencia", contract).Gives("resultado.codigoError", 0)
            .Gives("facturas.FacturaReferenciaDTO.0.numeroFactura", contract.Newest.Number),
        OfInvoice("getContratosByNumFactNumContrato", contract).Gives("numContrato", contract.Number),
        OfInvoice("getPdfFactura", contract).Gives("resultado.codigoError", 0).GivesLike("pdf", "(JVBERi|%PDF-).+"),
        new PlannedCall(Service, "getPdfDocumentoFactura", $$"""
            {"documentoFactura":{{contract.Newest.Id}},"origenFacturacion":1}
            """).Gives("resultado.codigoError", 0).GivesLike("pdf", "(JVBERi|%PDF-).+"),
        OfInvoice("getFacturaE", contract).Gives("resultado.codigoError", 0).GivesLike("xml", ".+"),
        Paged("getFacturasContrato", contract with { Number = StackSubjects.UnknownContract })
            .Gives("resultado.codigoError", -501),
    ];

    private static PlannedCall[] OrderLists(SampleContract contract) =>
    [
        new PlannedCall(Service, "getTiposOrden", $$"""
            {"explotacion":{{contract.ServiceArea}},"login":"prueba","idioma":"es"}
            """).GivesLike("listaTipos.TipoOrdenDTO.0.idTipo", "[0-9]+"),
        new PlannedCall(Service, "getMotivosOrden", $$"""
            {"explotacion":{{contract.ServiceArea}},"tipoOrden":6,"login":"prueba","idioma":"es"}
            """).GivesLike("listaMotivos.MotivoCreacionOrdenDTO.0.idMotivo", "[0-9]+"),
        new PlannedCall(Service, "getExplotacionesUsuario", """{"usuario":"prueba"}""")
            .GivesMany("explotaciones.ExplotacionDTO", 3),
    ];

    /// <summary>The readings service changes the e-mail; the contracts service reads it back.</summary>
    private static PlannedCall[] Writes(SampleContract contract) =>
    [
        new PlannedCall("InterfazOficinaVirtualClientesWS", "cambiarPersonaNotificacionContrato", $$"""
            {"contrato":{{contract.Number}},"nif":"{{contract.TaxId}}","email1":"{{NewAddress}}","email2":null,
             "usuario":"prueba"}
            """).WithToken(),
        Detail("getContrato", contract).Gives("email1", NewAddress),
        new PlannedCall(Service, "solicitudActivacionFacturaOnline", $$"""
            {"numeroContrato":{"int":[{{contract.Number}}]},"facturaOnline":true}
            """).Gives("codigoError", 0),
    ];

    private static PlannedCall Detail(string operation, SampleContract contract) =>
        new(Service, operation, $$"""{"numContrato":{{contract.Number}},"idioma":"es","opciones":null}""");

    private static PlannedCall OfInvoice(string operation, SampleContract contract) =>
        new(Service, operation, $$"""{"numFactura":"{{contract.Newest.Number}}","numContrato":{{contract.Number}}}""");

    private static PlannedCall Paged(string operation, SampleContract contract, string more = "") =>
        new(Service, operation, $$"""
            {"numeroContrato":{{contract.Number}},"fechaInicio":null,"fechaFin":null,{{more}}
             "registroInicial":null,"registroTotal":null}
            """);
}
