using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>What the customer office lets callers change. 0 is done, -501 no such contract.</summary>
internal sealed class ReadingsChanges(LegacyBooks books, CustomerChanges customers, TimeProvider clock)
{
    public void Register(AnswerTable table)
    {
        OnContract(table, "cambiarEmailNotificacionPersona", (contract, body) =>
        {
            customers.SetEmail(contract, body.Text("emailNuevo"));
            customers.SetEmailAttention(contract, body.Text("atencionDe"));
        });
        OnContract(table, "cambiarPersonaNotificacionContrato", (contract, body) =>
        {
            customers.SetEmail(contract, body.Text("email1"));
            customers.SetSecondEmail(contract, body.Text("email2"));
        });
        OnContract(table, "cambiarMovilNotificacionContrato", (contract, body) =>
            customers.SetMobile(contract, body.Text("movil")));
        OnContract(table, "cambiarTipoFacturaContrato", (contract, body) =>
            customers.SetInvoiceType(contract, body.Number("tipoFactura")));
        OnContract(table, "cambiarDireccionCorrespondencia", ChangeAddress);
        OnContract(table, "cambiarDomiciliacionBancaria", ChangeAccount);
        table.On(ServicePaths.Readings, "cambiarUrlOficinaVirtualExplotacion", body => ChangePortal(
            "cambiarUrlOficinaVirtualExplotacionReturn", body,
            books.ServiceAreas.Keys.Where(area => area == body.Number("explotacion"))));
        table.On(ServicePaths.Readings, "cambiarUrlOficinaVirtualSociedad", body => ChangePortal(
            "cambiarUrlOficinaVirtualSociedadReturn", body, books.ServiceAreas.Keys));
    }

    private void OnContract(AnswerTable table, string operation, Action<Contract, WireRecord> change) =>
        table.On(ServicePaths.Readings, operation, body =>
        {
            if (books.ContractIn(body, "contrato") is not { } contract)
            {
                return Done(operation + "Return", Outcome.ContractNotFound);
            }

            change(contract, body);
            return Done(operation + "Return", Outcome.Ok);
        });

    private void ChangeAddress(Contract contract, WireRecord body)
    {
        customers.SetAddress(contract, new NotificationAddress(body.Text("textoDireccion"), body.Text("codigoPostal")));
        if (body.Text("telefono") is { } telephone)
        {
            customers.SetTelephone(contract, telephone);
        }
    }

    private void ChangeAccount(Contract contract, WireRecord body) => customers.SetAccount(contract, new BankAccount(
        body.Text("codigoBanco"), body.Text("codigoAgencia"), body.Text("digitoControl"), body.Text("cuenta"), null,
        body.Text("nif"), BankAccount.FullName(body, "nombreTitular", "ape1Titular", "ape2Titular"),
        LegacyCalendar.Today(clock)));

    /// <summary>An extract holds one company, so that a company's portal is that of every service area.</summary>
    private Answer ChangePortal(string returnElement, WireRecord body, IEnumerable<short> serviceAreas)
    {
        Outcome outcome = Outcome.MissingArgument;
        foreach (short area in serviceAreas)
        {
            customers.SetPortalUrl(area, body.Text("urlOficnaVirtual"));
            outcome = Outcome.Ok;
        }

        return Done(returnElement, outcome);
    }

    private static Answer Done(string returnElement, Outcome outcome) =>
        Answer.Of(reply => reply.Value(returnElement, outcome.Code));
}
