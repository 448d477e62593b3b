using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>Writes concepts and tariffs. A tariff carries no prices, only the names of its correctors.</summary>
internal sealed class TariffRecords(LegacyBooks books, TimeProvider clock)
{
    private const short Water = 1;

    /// <summary>As recorded, its slip of the pen included.</summary>
    private const string Gazette = "DIARIO OFICIAL DE LA SOMBRE DE ARTEGA";

    /// <summary>Four of the ten that legacy applies; the names of the others were not recorded.</summary>
    private static readonly string[] WaterCorrectors =
        ["POLITICA DE FUGA1", "Cantidad / Unidades servidas", "redondea unidades", "Baja Temporal"];

    /// <summary>A concept's tariffs in force today, in order of tariff type.</summary>
    public IEnumerable<TariffVersion> InForce(long? serviceArea, long? concept)
    {
        DateOnly today = LegacyCalendar.Today(clock);
        return books.TariffVersions
            .Where(version => version.ServiceArea == serviceArea && version.Concept == concept)
            .Where(version => version.Since <= today && (version.Until is null || version.Until >= today))
            .OrderBy(version => version.TariffType);
    }

    /// <summary>The one a contract has for a concept today, or null.</summary>
    public TariffVersion? InForce(Contract contract, short concept) => InForce(contract.ServiceArea, concept)
        .FirstOrDefault(version => version.TariffType == contract.TariffType);

    /// <summary>The concepts a contract is billed for, each with its tariff.</summary>
    public IEnumerable<TariffVersion> BilledTo(Contract contract) => books.Concepts
        .Where(concept => concept.ServiceArea == contract.ServiceArea)
        .Where(concept => concept.Id switch { 2 => contract.Sewerage, 3 => contract.Treatment, _ => true })
        .Select(concept => InForce(contract, concept.Id))
        .OfType<TariffVersion>();

    public void WriteConcept(RecordWriter record, short serviceArea, short concept, decimal? amount = null) => record
        .Record("codigoConcepto", code => code.Value("id1Short", serviceArea).Value("id2Short", concept))
        .Value("descripcionConcepto", DescriptionOf(serviceArea, concept))
        .Value("organismoPropietario", "COMISION ESTATAL DE AGUAS")
        .Value("conceptoPeriodico", true)
        .Value("importe", amount);

    /// <summary>A concept with the one tariff a contract has for it.</summary>
    public void WriteContracted(RecordWriter record, TariffVersion version) => record
        .Record("concepto", concept => WriteConcept(concept, version.ServiceArea, version.Concept))
        .Record("tarifasFacturadas", list => list.Records("Tarifa", [version], WriteTariff));

    /// <summary>A concept as billed: its amount, and the tariffs its lines were priced by.</summary>
    public void WriteBilled(
        RecordWriter record, short serviceArea, short concept, IReadOnlyList<InvoiceLine> lines) => record
        .Record("concepto", item => WriteConcept(item, serviceArea, concept, lines.Sum(line => line.Amount)))
        .Record("tarifasFacturadas", list => list.Records(
            "Tarifa",
            lines.Select(line => new TariffVersion(
                serviceArea, concept, line.TariffType, line.TariffSince, null, 0)).Distinct(),
            WriteTariff));

    public void WriteTariff(RecordWriter record, TariffVersion version) => WriteTariffCore(record, version);

    /// <summary>A contract's own tariff, with the variables its bills depend on.</summary>
    public void WriteTariffOf(RecordWriter record, TariffVersion version, Contract contract)
    {
        IReadOnlyList<Invoice> unpaid = books.UnpaidOf(contract);
        List<(short Id, string Name, string? Value)> variables =
        [
            (61, "Nº Meses Adeudo", unpaid.Count.ToString(CultureInfo.InvariantCulture)),
            (62, "Ultima fecha deuda",
                unpaid.Count == 0 ? null : unpaid[^1].Due.ToString("d-M-yyyy", CultureInfo.InvariantCulture)),
        ];
        if (books.CarriedRounding(contract) is { } carried)
        {
            variables.Add((102, "Variable Redondeo", carried.ToString("0.00", CultureInfo.InvariantCulture)));
        }

        WriteTariffCore(record, version).Record("variablesContratos", list => list.Records(
            "Variable", variables, (item, variable) => item
                .Value("descripcion", variable.Name)
                .Value("valor", variable.Value)
                .Value("id", variable.Id)));
    }

    private RecordWriter WriteTariffCore(RecordWriter record, TariffVersion version) => record
        .Record("codigo", code => code
            .Value("id1Short", version.ServiceArea)
            .Value("id2Short", version.Concept)
            .Value("id3Short", version.TariffType))
        .Value("descripcion", books.TariffTypes.GetValueOrDefault(version.TariffType)?.Description)
        .Record("publicacion", publication => publication
            .Value("fechaPublicacion", LegacyCalendar.Text(version.Since))
            .Value("textoPublicacion", Gazette))
        .Record("subconceptos", list => list.Records("Subconcepto", PartsOf(version), (item, part) => item
            .Record("correctoresAplicables", correctors => correctors.Records(
                "Corrector", part.Correctors, (corrector, name) => corrector.Value("descripcion", name)))
            .Value("descripcion", part.Name)));

    /// <summary>Water has two parts, as recorded; only the first one's name was.</summary>
    private IEnumerable<(string Name, string[] Correctors)> PartsOf(TariffVersion version) => version.Concept == Water
        ? [("Servicio Integral de Agua Potable", WaterCorrectors), ("Descuento Pensionado", [])]
        : [(DescriptionOf(version.ServiceArea, version.Concept) ?? "", [])];

    private string? DescriptionOf(short serviceArea, short concept) => books.Concepts
        .FirstOrDefault(known => known.ServiceArea == serviceArea && known.Id == concept)?.Description;
}
