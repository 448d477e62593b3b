using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>
/// What the contracting service lets callers change or ask for. One unknown contract, and nothing is changed.
/// </summary>
internal sealed class ContractsRequests(
    LegacyBooks books, Changes changes, CustomerChanges customers, TimeProvider clock)
{
    private static readonly string[] AddressParts =
        ["calle", "numero", "edificio", "bloque", "escalera", "planta", "puerta"];

    public void Register(AnswerTable table)
    {
        OnContracts(table, "solicitudCambioDomiciliacionBancaria", (contract, body) => SetAccount(
            contract, body, body.Text("banco"), body.Text("sucursal"), null));
        OnContracts(table, "cambiarSenasCobroBancarias", (contract, body) => SetAccount(
            contract, body, body.Text("codBanco"), body.Text("codAgencia"), body.Text("cuentaIBAN")));
        OnContracts(table, "solicitudActivacionFacturaOnline", (contract, body) =>
            customers.SetOnlineInvoice(contract, body.Boolean("facturaOnline") ?? true));
        OnContracts(table, "solicitudCambioDomicilioNotificaciones", (contract, body) =>
            SetAddress(contract, body, body.Text("direccion")));
        OnContracts(table, "cambiarDomicilioNotificaciones", (contract, body) =>
            SetAddress(contract, body, Join(body.Record("direccion"))));
        OnContracts(table, "solicitudModificacionDatosPersonales", SetPerson);
        OnContracts(table, "solicitudIntroduccionLectura", AddSelfReading);
        OnContracts(table, "solicitudIntroduccionLecturaIVR", AddSelfReading);
        table.On(ServicePaths.Contracts, "solicitudAltaServiAlerta", body => OnAll(
            "return", body.Numbers("contrato"), contract => customers.SetMobile(contract, body.Text("telefonoMovil"))));
        table.On(ServicePaths.Contracts, "solicitudModificacionServiAlertaMasiva", body => OnAll(
            "return", body.Numbers("contratos"), contract => customers.SetMobile(
                contract, IsNo(body.Text("esAlta")) ? null : body.Text("telefonoMovil"))));
        table.On(ServicePaths.Contracts, "solicitudFacturasMasiva", body => OnAll(
            "return", body.Numbers("idContratos"), static _ => { }));
        table.On(ServicePaths.Contracts, "solicitudFacturaEnQuejaActiva", Complain);
        table.On(ServicePaths.Contracts, "registrarContactoManual", RegisterContact);
    }

    private void OnContracts(AnswerTable table, string operation, Action<Contract, WireRecord> change) =>
        table.On(ServicePaths.Contracts, operation, body => OnAll(
            operation + "Return", NumbersIn(body), contract => change(contract, body)));

    private Answer OnAll(string returnElement, IEnumerable<long> numbers, Action<Contract> change)
    {
        if (books.AllNamed(numbers) is not { } contracts)
        {
            return Outcome.ContractNotFound.In(returnElement);
        }

        foreach (Contract contract in contracts)
        {
            change(contract);
        }

        return Outcome.Ok.In(returnElement);
    }

    private static bool IsNo(string? answer) => answer?.Trim() is "N" or "n" or "false" or "0";

    /// <summary>Some operations take one contract, some a list, in an element of the same name.</summary>
    private static IEnumerable<long> NumbersIn(WireRecord body) =>
        body.Record("numeroContrato") is { } list ? list.Numbers("int") : body.Numbers("numeroContrato");

    private void SetAccount(Contract contract, WireRecord body, string? bank, string? branch, string? iban) =>
        customers.SetAccount(contract, new BankAccount(
            bank, branch, body.Text("digitoControl"), body.Text("numeroCuenta"), iban, body.Text("nifCuenta"),
            BankAccount.FullName(body, "nombre", "apellido1", "apellido2"), LegacyCalendar.Today(clock)));

    private void SetAddress(Contract contract, WireRecord body, string? text)
    {
        customers.SetAddress(contract, new NotificationAddress(text, body.Text("codigoPostal")));
        if (body.Text("tlf") is { } telephone)
        {
            customers.SetTelephone(contract, telephone);
        }
    }

    private static string? Join(WireRecord? address) => address is null
        ? null
        : string.Join(' ', AddressParts.Select(address.Text).OfType<string>());

    /// <summary>Only what is said is changed.</summary>
    private void SetPerson(Contract contract, WireRecord body)
    {
        if (body.Text("email") is { } email)
        {
            customers.SetEmail(contract, email);
        }

        if (body.Text("telefono1") is { } telephone)
        {
            customers.SetTelephone(contract, telephone);
        }

        if (body.Text("telefono2") is { } mobile)
        {
            customers.SetMobile(contract, mobile);
        }

        if (body.Text("idiomaFacturas") is { } language)
        {
            customers.SetLanguage(contract, language);
        }
    }

    private void AddSelfReading(Contract contract, WireRecord body) =>
        customers.AddSelfReading(contract, new SelfReading(
            LegacyCalendar.Read(body.Text("fechaActual")) ?? LegacyCalendar.Today(clock),
            body.Number("lecturaContador1") ?? 0, body.Number("lecturaContador2")));

    private Answer Complain(WireRecord body)
    {
        if (body.Text("numeroFactura") is not { } number || books.FindInvoice(number.Trim()) is not { } invoice)
        {
            return Outcome.InvoiceNotFound.In("solicitudFacturaEnQuejaActivaReturn");
        }

        customers.SetComplaint(invoice.Contract, invoice);
        return Outcome.Ok.In("solicitudFacturaEnQuejaActivaReturn");
    }

    /// <summary>Contacts are numbered, and nothing reads them back.</summary>
    private Answer RegisterContact(WireRecord body)
    {
        const string Return = "registrarContactoManualReturn";
        return body.Number("idContrato") is not null && books.ContractIn(body, "idContrato") is null
            ? Outcome.ContractNotFound.Within(Return)
            : Answer.Of(reply => reply.Record(Return, record => record
                .Record("resultado", Outcome.Ok.Write)
                .Value("idContacto", changes.NextNumber())));
    }
}
