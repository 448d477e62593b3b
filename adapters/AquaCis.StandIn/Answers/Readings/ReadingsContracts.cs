using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>The customer office's contracts and holders.</summary>
internal sealed class ReadingsContracts(LegacyBooks books, MeterFile meters, CustomerChanges customers)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Readings, "getContrato", body => One(books.ContractInArea(body), "getContratoReturn", Write))
        .On(ServicePaths.Readings, "getContratosPorNif", body => OfTaxId(body, "nif", "getContratosPorNifReturn"))
        .On(ServicePaths.Readings, "getContratosPorNie_crn", body => OfTaxId(
            body, "nie_crn", "getContratosPorNie_crnReturn"))
        .On(ServicePaths.Readings, "getTitularPorContrato", body => One(
            books.ContractInArea(body), "getTitularPorContratoReturn", WriteHolder))
        .On(ServicePaths.Readings, "getTitularPorNif", body => One(
            Named(body, "nif").FirstOrDefault(), "getTitularPorNifReturn", WriteHolder))
        .On(ServicePaths.Readings, "getTitularPorNie_crn", body => One(
            Named(body, "nie_crn").FirstOrDefault(), "getTitularPorNie_crnReturn", WriteHolder))
        .On(ServicePaths.Readings, "getTitulares", Holders)
        .On(ServicePaths.Readings, "getContratoPorDatosGenerales", body => One(
            InStreet(body).FirstOrDefault(), "getContratoPorDatosGeneralesReturn", Write))
        .On(ServicePaths.Readings, "getContratosPorDatosGenerales", body => Answer.List(
            "getContratosPorDatosGeneralesReturn", "Contrato", Page.First.Of(InStreet(body)), Write));

    private Answer OfTaxId(WireRecord body, string field, string returnElement) =>
        Answer.List(returnElement, "Contrato", Page.First.Of(Named(body, field)), Write);

    private static Answer One(Contract? contract, string returnElement, Action<RecordWriter, Contract> write) =>
        Answer.Of(reply =>
        {
            if (contract is not null)
            {
                reply.Record(returnElement, record => write(record, contract));
            }
        });

    /// <summary>Foreign identity numbers stand in the same column of an extract as tax ids.</summary>
    private IEnumerable<Contract> Named(WireRecord body, string field) =>
        body.Text(field) is { } document ? books.ContractsOf(document.Trim()) : [];

    private IEnumerable<Contract> InStreet(WireRecord body) => Streets.ContractsIn(
        books, body.Number("explotacion"), body.Number("codCalle"), body.Number("numeroFinca"));

    private Answer Holders(WireRecord body)
    {
        IEnumerable<Contract> found = (body.Text("nif") is null ? books.AllContracts() : Named(body, "nif"))
            .Where(contract => (body.Number("explotacion") ?? contract.ServiceArea) == contract.ServiceArea)
            .Where(contract => books.HolderOf(contract) is var holder
                && Lookups.Matches(body.Text("nombre"), holder.Name)
                && Lookups.Matches(body.Text("apellido1"), holder.Surname)
                && Lookups.Matches(body.Text("domicilio"), books.AddressOf(contract)));
        return Answer.List("getTitularesReturn", "Titular", Page.First.Of(found), WriteHolder);
    }

    private void WriteHolder(RecordWriter record, Contract contract)
    {
        Holder holder = books.HolderOf(contract);
        record
            .Value("apellido1", holder.Surname)
            .Value("EMail", customers.Email(contract))
            .Value("nif", holder.TaxId)
            .Value("nombre", holder.Name)
            .Value("telefono", customers.Telephone(contract) ?? customers.Mobile(contract));
    }

    private void Write(RecordWriter record, Contract contract)
    {
        BillingZone? zone = books.ZoneOf(contract);
        NotificationAddress? changed = customers.Address(contract);
        Holder holder = books.HolderOf(contract);
        BankAccount? account = customers.Account(contract);
        MeterCard? meter = books.MeterOf(meters, contract);
        string area = books.AreaName(contract.ServiceArea);
        record
            .Value("calibreContador", meter?.CalibreMm)
            .Value("codigoGrupoFacturacion", $"{contract.ServiceArea:0000}{contract.Zone}")
            .Value("codigoPostalCorrespondencia", changed?.PostalCode ?? holder.PostalCode)
            .Value("descripcionGrupoFacturacion", zone?.Description)
            .Value("domicilioCorrespondencia", changed?.Text ?? books.AddressOf(contract))
            .Value("explotacion", area)
            .Value("fechaAlta", LegacyCalendar.Text(contract.Since))
            .Value("fechaBaja", LegacyCalendar.Text(contract.Until))
            .Value("fechaInstalacionContador", LegacyCalendar.Text(meter?.Meter.Installed))
            .Value("marcaContador", meter?.Make)
            .Value("nifTitularDomiciliacionBancaria", account?.HolderTaxId)
            .Value("nifTitularDomicilioNotificaciones", holder.TaxId)
            .Value("numero", contract.Number)
            .Value("numeroContador", meter?.SerialNumber)
            .Value("numeroViviendas", contract.Units)
            .Value("paisCorrespondencia", Geography.Country)
            .Value("periodicidad", "MENSUAL")
            .Value("periodicidadID", zone?.Periodicity)
            .Value("poblacionCorrespondencia", area)
            .Value("provinciaCorrespondencia", Geography.State)
            .Value("situacionContador", meter?.StateName)
            .Value("telefonoCorrespondencia", customers.Telephone(contract) ?? customers.Mobile(contract))
            .Value("tipoCobro", account is null ? "VENTANILLA" : "DOMICILIACION")
            .Value("zona", contract.Zone)
            .Record("titularCorrespondencia", correspondent => WriteHolder(correspondent, contract))
            .Value("uso", ContractWords.Use(contract))
            .Value("explotacionID", contract.ServiceArea)
            .Value("sntelelectura", meter?.Meter.Telemetered ?? false);
    }
}
