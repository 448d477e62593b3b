using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>The contracting service's questions about holders.</summary>
internal sealed class ContractsHolders(LegacyBooks books, PersonRecords people)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Contracts, "esTitular", IsHolder)
        .On(ServicePaths.Contracts, "getIDPersonaContrato", PersonOf)
        .On(ServicePaths.Contracts, "getPersonaList", body => People(
            "getPersonaListReturn", Page.Numbered(body), Search(body)))
        .On(ServicePaths.Contracts, "getClienteListByExplotacion", body => People(
            "getClienteListByExplotacionReturn", Page.In(body),
            Search(body).Where(contract => contract.ServiceArea == body.Number("explotacion"))));

    private Answer IsHolder(WireRecord body)
    {
        Contract? contract = books.ContractIn(body);
        Outcome outcome = contract is null ? Outcome.ContractNotFound
            : string.Equals(
                books.HolderOf(contract).TaxId, body.Text("documento")?.Trim(), StringComparison.OrdinalIgnoreCase)
                ? Outcome.Ok
                : Outcome.NotTheHolder;
        return outcome.In("esTitularReturn");
    }

    private Answer PersonOf(WireRecord body) => books.ContractIn(body) is { } contract
        ? Answer.Of(reply => reply.Record("getIDPersonaContratoReturn", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Value("idPersona", books.HolderOf(contract).Person)))
        : Outcome.ContractNotFound.Within("getIDPersonaContratoReturn");

    private IEnumerable<Contract> Search(WireRecord body)
    {
        string? document = body.Text("numeroDocumento")?.Trim();
        return (document is null ? books.AllContracts() : books.ContractsOf(document))
            .Where(contract => books.HolderOf(contract) is var holder
                && Lookups.Matches(body.Text("nombre"), holder.Name)
                && Lookups.Matches(body.Text("primerApellido"), holder.Surname));
    }

    private Answer People(string returnElement, Page page, IEnumerable<Contract> found) =>
        Answer.Of(reply => reply.Record(returnElement, record => record
            .Record("resultado", Outcome.Ok.Write)
            .Record("personas", list => list.Records("PersonaDTO", page.Of(found), people.WritePerson))));
}
