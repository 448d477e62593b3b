using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>Consumption, readings, invoices and tariffs as the customer office asks for them.</summary>
internal static class ReadingsCalls
{
    private const string Service = "InterfazOficinaVirtualClientesWS";

    public static IEnumerable<PlannedCall> About(StackSubjects subjects) =>
    [
        .. Consumption(subjects.Read), .. Invoices(subjects.Read), .. Contracts(subjects.Read),
        .. Nothing(subjects.Read),
    ];

    private static PlannedCall[] Consumption(SampleContract contract) =>
    [
        OfContract("getConsumos", contract).WithToken().GivesMany("Consumo", contract.Periods)
            .Gives("Consumo.0.año", contract.Newest.Year).GivesLike("Consumo.0.periodo", "<[A-Z]{3}> - <[A-Z]{3}>")
            .Gives("Consumo.0.metrosCubicos", contract.NewestConsumption),
        OfContract("getLecturas", contract).WithToken().GivesMany("Lectura", contract.Readings)
            .Gives("Lectura.0.año", contract.Newest.Year),
        OfContract("getConsumosParaGraficas", contract).GivesMany("Consumo", contract.Periods),
        OfContract("getLecturasParaGraficas", contract).GivesMany("Lectura", contract.Readings),
        OfContract("getTarifaDeAguaPorContrato", contract).Gives("codigo.id1Short", contract.ServiceArea)
            .Gives("codigo.id2Short", 1).Gives("codigo.id3Short", contract.TariffType)
            .GivesLike("variablesContratos.Variable.0.valor", ".+"),
        new PlannedCall(Service, "getConceptos", $$"""{"explotacion":{{contract.ServiceArea}},"idioma":"es"}""")
            .GivesMany("Concepto", 7),
    ];

    private static PlannedCall[] Invoices(SampleContract contract) =>
    [
        OfContract("getFacturas", contract).WithToken().GivesMany("Factura", contract.Invoices.Count)
            .Gives("Factura.0.numero", contract.Newest.Number).Gives("Factura.0.año", contract.Newest.Year)
            .Gives("Factura.0.importeTotal", contract.Newest.Amount).Gives("Factura.0.periodo", contract.Newest.Period),
        new PlannedCall(Service, "getFactura", $$"""
            {"explotacion":{{contract.ServiceArea}},"numeroFactura":"{{contract.Newest.Number}}","idioma":"es"}
            """).Gives("numero", contract.Newest.Number).Gives("contrato", contract.Number)
            .Gives("importeTotal", contract.Newest.Amount),
        new PlannedCall(Service, "getConceptoConTarifasDeFactura", $$"""
            {"explotacion":{{contract.ServiceArea}},"contrato":{{contract.Number}},
             "numFactura":"{{contract.Newest.Number}}","idioma":"es"}
            """).Gives("ConceptoConTarifasFacturadas.0.concepto.codigoConcepto.id2Short", 1),
        OfContract("getConceptoConTarifasDeContrato", contract)
            .Gives("ConceptoConTarifasFacturadas.0.concepto.codigoConcepto.id2Short", 1),
    ];

    private static PlannedCall[] Contracts(SampleContract contract) =>
    [
        OfContract("getContrato", contract).Gives("numero", contract.Number)
            .Gives("numeroContador", contract.SerialNumber).Gives("fechaBaja", null),
        new PlannedCall(Service, "getTitularPorContrato", $$"""
            {"explotacion":{{contract.ServiceArea}},"contrato":{{contract.Number}}}
            """).Gives("nombre", contract.Name).Gives("nif", contract.TaxId),
        new PlannedCall(Service, "getDomicilio", $$"""
            {"explotacion":{{contract.ServiceArea}},"codContrato":{{contract.Number}}}
            """).Gives("contrato", contract.Number),
    ];

    /// <summary>Empty lists: each stack shows them in its own way, and none may take them for a fault.</summary>
    private static PlannedCall[] Nothing(SampleContract contract) =>
    [
        OfContract("getConsumos", contract with { Number = StackSubjects.UnknownContract }).GivesMany("Consumo", 0),
        OfContract("getFacturas", contract with { ServiceArea = 13 }).GivesMany("Factura", 0),
        new PlannedCall(Service, "getContratosPorNif", """{"nif":"ÑÑÑ010101AAA","idioma":"es"}""")
            .GivesMany("Contrato", 0),
        new PlannedCall(Service, "getAgencias", """{"codBanco":9999}""").GivesMany("Agencia", 0),
        new PlannedCall(Service, "getActuaciones", Of(contract with { Number = StackSubjects.UnknownContract }))
            .GivesMany("Actuacion", 0),
    ];

    private static PlannedCall OfContract(string operation, SampleContract contract) =>
        new(Service, operation, Of(contract));

    private static string Of(SampleContract contract) =>
        $$"""{"explotacion":{{contract.ServiceArea}},"contrato":{{contract.Number}},"idioma":"es"}""";
}
