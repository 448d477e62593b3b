using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>Writes holders as the contracting service shows them: persons, clients, addresses.</summary>
internal sealed class PersonRecords(LegacyBooks books, CustomerChanges customers)
{
    /// <summary>A persona; the contract is one of those it holds.</summary>
    public void WritePerson(RecordWriter record, Contract contract)
    {
        Holder holder = books.HolderOf(contract);
        record
            .Value("id", holder.Person)
            .Value("nombre", holder.Name)
            .Value("primerApellido", holder.Surname)
            .Value("telefono", customers.Telephone(contract))
            .Value("telefono2", customers.Mobile(contract))
            .Value("nif", holder.TaxId)
            .Value("esJubilado", holder.Pensioner)
            .Value("juridica", holder.ClientType == 'J')
            .Value("idioma", customers.Language(contract) ?? "es")
            .Value("nombreCompleto", holder.FullName)
            .Record("direcciones", list => list.Records("PersonaDireccionDTO", [contract], WriteLetterAddress));
    }

    public void WriteClient(RecordWriter record, Contract contract)
    {
        Holder holder = books.HolderOf(contract);
        record
            .Value("id", holder.Client)
            .Value("tipoCliente", holder.ClientType.ToString())
            .Record("persona", person => WritePerson(person, contract))
            .Record("listaContratos", list => list.Values(
                "int", [contract.Number.ToString(CultureInfo.InvariantCulture)]));
    }

    /// <summary>Where the letters go.</summary>
    public void WriteLetterAddress(RecordWriter record, Contract contract)
    {
        NotificationAddress? changed = customers.Address(contract);
        WriteAddress(record, contract, changed?.Text, changed?.PostalCode);
    }

    /// <summary>Where the supply is, and the invoice is made out to.</summary>
    public void WriteSupplyAddress(RecordWriter record, Contract contract) =>
        WriteAddress(record, contract, null, null);

    private void WriteAddress(RecordWriter record, Contract contract, string? text, string? postalCode) => record
        .Value("numeroDireccion", 1)
        .Value("defecto", true)
        .Value("telefono", customers.Telephone(contract))
        .Record("direccion", address => address
            .Value("idCalle", Streets.IdOf(books, contract))
            .Value("finca", 0)
            .Value("texto", text ?? books.AddressOf(contract))
            .Value("codigoPostal", postalCode ?? books.HolderOf(contract).PostalCode)
            .Value("idLocalidad", contract.ServiceArea)
            .Value("nombreLocalidad", books.AreaName(contract.ServiceArea))
            .Value("idPoblacion", contract.ServiceArea)
            .Value("nombrePoblacion", books.AreaName(contract.ServiceArea))
            .Value("idProvincia", Geography.StateId)
            .Value("nombreProvincia", Geography.State)
            .Value("idComunidad", Geography.StateId)
            .Value("nombreComunidad", Geography.State)
            .Value("idPais", Geography.CountryId)
            .Value("nombrePais", Geography.Country)
            .Value("codigoInternacionalPais", Geography.CountryCode));
}
