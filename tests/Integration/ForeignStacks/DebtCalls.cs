using System.Globalization;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>What is owed, and a payment that clears it.</summary>
internal static class DebtCalls
{
    private const string Service = "InterfazGenericaGestionDeudaWS";

    public static IEnumerable<PlannedCall> About(StackSubjects subjects) =>
        [.. Debts(subjects.Read), .. Documents(subjects.Read), .. Payment(subjects.Payer)];

    private static PlannedCall[] Debts(SampleContract contract) =>
    [
        ByContract("getDeuda", contract.Number).WithToken().Gives("resultado.codigoError", 0)
            .Gives("deuda.deuda", contract.Owed),
        ByContract("getDeuda", StackSubjects.UnknownContract).WithToken().Gives("resultado.codigoError", -501),
        ByContract("getDeudaContrato", contract.Number).WithToken().Gives("deudaContrato.deuda", contract.Owed),
        ByContract("getDeudaContratoBloqueoCobro", contract.Number)
            .Gives("deudaContratoBloqueoCobro.deuda", contract.Owed),
        WithInvoices(contract.Number).Gives("deudaTotalFacturas.deudaTotal", contract.Owed)
            .GivesMany("deudaTotalFacturas.facturas.factura", contract.Invoices.Count(invoice => invoice.Owed > 0)),
        Unpaid(contract).GivesMany("facturasPendientes", contract.Invoices.Count(invoice => invoice.Owed > 0)),
        new PlannedCall(Service, "getContratoPorContratoConDeuda", $$"""
            {"entrada":{"contrato":{{contract.Number}},"explotacion":{{contract.ServiceArea}},"idioma":"es"} }
            """).Gives("contrato.contrato", contract.Number),
        new PlannedCall(Service, "getContratosPorNifconDeuda", $$"""
            {"entrada":{"idioma":"es","nif":"{{StackSubjects.UnknownTaxId}}"} }
            """)
            .GivesMany("contratos", 0),
    ];

    private static PlannedCall[] Documents(SampleContract contract) =>
    [
        Document("getDocumentoPago", contract).Gives("referencia", contract.Reference)
            .GivesLike("pdf", "(JVBERi|%PDF-).+"),
        Document("getDocumentoPagoXML", contract).Gives("referencia", contract.Reference).GivesLike("XML", "<.+>"),
    ];

    private static PlannedCall[] Payment(SampleContract contract) =>
    [
        ByContract("getDeuda", contract.Number).WithToken().Gives("deuda.deuda", contract.Owed),
        new PlannedCall(Service, "cobrarReferencia", $$"""
            {"referencia":"{{contract.Reference}}","importe":"{{contract.Owed.ToString(CultureInfo.InvariantCulture)}}",
             "datosCobro":{"banco":72,"fechaPago":"2026-07-20","ticket":"T-{{contract.Number}}"},"idioma":"es"}
            """).WithToken().Gives("codigoError", 0),
        ByContract("getDeuda", contract.Number).WithToken().Gives("deuda.deuda", 0),
        WithInvoices(contract.Number).GivesMany("deudaTotalFacturas.facturas.factura", 0),
        new PlannedCall(Service, "cobrarReferenciaFrmPago", """
            {"referencia":"01999999990","importe":"10.00",
             "datosCobro":{"banco":72,"fechaPago":"2026-07-20","efectivoTarjeta":1},"idioma":"es"}
            """).WithToken().GivesLike("codigoError", "-?[1-9][0-9]*"),
    ];

    private static PlannedCall ByContract(string operation, int contract) => new(Service, operation, $$"""
        {"tipoIdentificador":"CONTRATO","valor":"{{contract}}","explotacion":12,"idioma":"es"}
        """);

    private static PlannedCall WithInvoices(int contract) => new(Service, "getDeudaTotalConFacturas", $$"""
        {"contrato":{{contract}},"explotacion":12,"idioma":"es"}
        """);

    private static PlannedCall Unpaid(SampleContract contract) => new(Service, "getImpagadosContrato", $$"""
        {"contrato":{{contract.Number}},"nif":"{{contract.TaxId}}","idioma":"es"}
        """);

    private static PlannedCall Document(string operation, SampleContract contract) => new(Service, operation, $$"""
        {"contrato":{{contract.Number}},"nif":"{{contract.TaxId}}","idioma":"es",
         "docs":{"facturasPendientes":[{"factura":"{{contract.Newest.Number}}"}]} }
        """);
}
