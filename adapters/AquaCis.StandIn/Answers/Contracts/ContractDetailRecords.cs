using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>Writes the parts of consultaDetalleContrato, as recorded: most consumers read a contract by it.</summary>
internal sealed class ContractDetailRecords(LegacyBooks books, MeterFile meters, CustomerChanges customers)
{
    public void Write(RecordWriter record, Contract contract) => record
        .Record("contrato", part => WriteContract(part, contract))
        .Record("puntoSuministro", part => WriteSupply(part, contract))
        .Record("datosPersonales", part => WritePerson(part, contract))
        .Record("datosPago", part => WritePayment(part, contract))
        .Record("resultado", Outcome.Ok.Write);

    private void WriteContract(RecordWriter record, Contract contract)
    {
        MeterCard? meter = books.MeterOf(meters, contract);
        record
            .Value("numeroContrato", contract.Number.ToString(CultureInfo.InvariantCulture))
            .Value("explotacion", contract.ServiceArea.ToString(CultureInfo.InvariantCulture))
            .Value("tipoUso", contract.Use)
            .Value("descUso", ContractWords.Use(contract))
            .Value("numeroContador", meter?.SerialNumber)
            .Value("titular", books.HolderOf(contract).FullName)
            .Value("telelectura", meter?.Meter.Telemetered ?? false)
            .Record("tipoEnvioFacturaDetalle", type => type
                .Value("tipoFactura", customers.InvoiceType(contract))
                .Value("tipoEnvio", customers.OnlineInvoice(contract) ? 1 : 0))
            .Value("fechaAlta", LegacyCalendar.StartOf(contract.Since))
            .Value("fechaBaja", LegacyCalendar.StartOf(contract.Until))
            .Value("tienePlanPago", "N")
            .Value("renovarAutoPlanPago", "N");
    }

    private void WriteSupply(RecordWriter record, Contract contract) => record
        .Value("provincia", books.AreaName(contract.ServiceArea))
        .Value("municipio", $"COLONIA {contract.Zone}")
        .Value("calle", "CALLE SN")
        .Value("numero", "0")
        .Record("listaDeContadores", list => list.Records(
            "ContratoContadorDTO", books.MetersAt(contract.ServicePoint).Reverse().Select(meters.CardOf), WriteMeter));

    private static void WriteMeter(RecordWriter record, MeterCard meter) => record
        .Value("numeroSerie", meter.SerialNumber)
        .Value("estadoContador", meter.State)
        .Value("fechaInstalacion", LegacyCalendar.StartOf(meter.Meter.Installed))
        .Value("fechaBaja", LegacyCalendar.StartOf(meter.Meter.Removed));

    private void WritePerson(RecordWriter record, Contract contract)
    {
        Holder holder = books.HolderOf(contract);
        record
            .Value("titular", holder.FullName)
            .Value("cifNif", holder.TaxId)
            .Value("telefono1", customers.Telephone(contract))
            .Value("telefono2", customers.Mobile(contract))
            .Value("email", customers.Email(contract))
            .Value("permitePublicidad", 0)
            .Value("clausulaRobinson", false)
            .Value("servicioFacturaOnline", customers.OnlineInvoice(contract))
            .Value("dirCorrespondencia", customers.Address(contract)?.Text ?? books.AddressOf(contract))
            .Value("idioma", customers.Language(contract) ?? "es");
    }

    private void WritePayment(RecordWriter record, Contract contract)
    {
        BankAccount? account = customers.Account(contract);
        record
            .Value("formaPago", account is null ? "VENTANILLA" : "DOMICILIACION")
            .Value("direccionFacturacion", books.AddressOf(contract))
            .Value("banco", account?.Bank)
            .Value("sucursal", account?.Branch)
            .Value("digitoControl", account?.CheckDigits)
            .Value("numeroCuenta", account?.Number)
            .Value("cuentaIBAN", account?.Iban)
            .Value("nombreTitularSegna", account?.HolderName);
    }
}
