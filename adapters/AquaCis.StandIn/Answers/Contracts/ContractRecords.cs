using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>Writes a contract whole, as getContrato and getContratos of the contracting service show it.</summary>
internal sealed class ContractRecords(CustomerChanges customers, PersonRecords people)
{
    private const string No = "N";

    public void Write(RecordWriter record, Contract contract)
    {
        WriteParties(record, contract);
        WriteUse(record, contract);
        WriteInvoicing(record, contract);
        WriteNotices(record, contract);
    }

    private void WriteParties(RecordWriter record, Contract contract)
    {
        record
            .Value("numeroContrato", contract.Number)
            .Value("idExplotacion", contract.ServiceArea)
            .Value("idPuntoServicio", contract.ServicePoint)
            .Record("cliente", client => people.WriteClient(client, contract))
            .Value("contratoFormal", true)
            .Value("estadoContrato", contract.State);
        if (customers.Account(contract) is { } account)
        {
            record.Record("segnasDeCobro", collection => WriteAccount(collection, account));
        }

        record
            .Record("direccionFacturacion", address => people.WriteSupplyAddress(address, contract))
            .Record("direccionCorreo", address => people.WriteLetterAddress(address, contract));
    }

    private static void WriteAccount(RecordWriter record, BankAccount account) => record
        .Value("activa", true)
        .Value("numeroDeCuenta", account.Number)
        .Value("digitoDeControl", account.CheckDigits)
        .Value("agencia", ShortOf(account.Branch))
        .Value("banco", ShortOf(account.Bank))
        .Value("canalCobroDesc", "DOMICILIACION")
        .Value("canalCobroBancario", true)
        .Value("cuentaIBAN", account.Iban)
        .Value("nombreTitularSegna", account.HolderName);

    private static long? ShortOf(string? code) => short.TryParse(code, out short number) ? number : null;

    private static void WriteUse(RecordWriter record, Contract contract) => record
        .Value("codigoUso", contract.Use)
        .Value("descUso", ContractWords.Use(contract))
        .Value("tipoUso", contract.Use);

    private void WriteInvoicing(RecordWriter record, Contract contract)
    {
        long type = customers.InvoiceType(contract);
        record
            .Value("idioma", customers.Language(contract) ?? "es")
            .Value("tipoFactura", type)
            .Value("tienePlanPago", No)
            .Value("renovarAutoPlanPago", No)
            .Record("historicoTiposFactura", list => list.Records(
                "HistoricoTiposFacturaDTO", type == 0 ? [] : new[] { type },
                (item, changed) => item.Value("codigoTipoFactura", changed)))
            .Value("numCopiasFactura", 1)
            .Value("exentoFacturar", false)
            .Value("cortePosible", contract.Use != ContractWords.Domestic)
            .Value("idProcesoReclamacion", customers.Complaint(contract));
    }

    private void WriteNotices(RecordWriter record, Contract contract) => record
        .Value("permitePublicidad", 0)
        .Value("notificacionMail", customers.Email(contract) is not null)
        .Value("email1", customers.Email(contract))
        .Value("email1Att", customers.EmailAttention(contract))
        .Value("email2", customers.SecondEmail(contract))
        .Value("notificacionSMS", customers.Mobile(contract) is not null)
        .Value("snApareceListaRobinson", false);
}
