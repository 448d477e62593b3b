using System.Globalization;
using System.Security;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.RecordedRequests;

/// <summary>
/// What stands for the placeholders of the recorded requests: one contract of the sample extract, and invented values
/// in the forms that the consumers use.
/// </summary>
internal sealed class PlaceholderValues(SampleContract contract)
{
    private const string Noon = "2026-02-11T12:00:00.000-06:00";
    private readonly Dictionary<string, string> _values = Values(contract);
    private int _lastId;

    /// <exception cref="InvalidOperationException">A placeholder that no value is known for.</exception>
    public string For(string placeholder) => placeholder switch
    {
        "ID" => $"{++_lastId}",
        "estadosXml" => "<string>1</string>",
        _ when _values.TryGetValue(placeholder, out string? value) => SecurityElement.Escape(value),
        _ => throw new InvalidOperationException($"No value is known for {{{{{placeholder}}}}}."),
    };

    private static Dictionary<string, string> Values(SampleContract contract) =>
        OfContract(contract).Concat(OfCaller()).Concat(OfOrder(contract)).Concat(OfResolution(contract))
            .ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> OfContract(SampleContract contract)
    {
        string number = contract.Number.ToString(CultureInfo.InvariantCulture);
        string area = contract.ServiceArea.ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>
        {
            ["contrato"] = number,
            ["CONTRACT"] = number,
            ["ceaNumContrato"] = number,
            ["numContrato"] = number,
            ["numeroContrato"] = number,
            ["tipoIdentificador"] = "CONTRATO",
            ["valor"] = number,
            ["explotacion"] = area,
            ["explotacionFormatted"] = area,
            ["explotacionPadded"] = area.PadLeft(2, '0'),
            ["numFactura"] = contract.Newest.Number,
            ["numeroContador"] = contract.SerialNumber,
            ["listaNumSerieContador"] = contract.SerialNumber,
            ["nif"] = contract.TaxId,
            ["nombre"] = contract.Name,
            ["apellido1"] = contract.Surname,
            ["apellido2"] = "",
        };
    }

    private static Dictionary<string, string> OfCaller() => new()
    {
        ["WSSE_USERNAME"] = "consumidor",
        ["WSSE_PASSWORD"] = "c<lave & más",
        ["usuario"] = "prueba",
        ["codigoOficina"] = "1",
        ["idioma"] = "es",
        ["opciones"] = "",
        ["actividad"] = "",
        ["actividadSectorial"] = "",
        ["uso"] = "",
        ["cnaeDesde"] = "",
        ["cnaeHasta"] = "",
        ["tipoFactura"] = "2",
        ["emailAntiguo"] = "",
        ["emailNuevo"] = "nuevo@ejemplo.mx",
        ["email1"] = "uno@ejemplo.mx",
        ["email2"] = "dos@ejemplo.mx",
    };

    private static Dictionary<string, string> OfOrder(SampleContract contract) => new()
    {
        ["data.tipoOrden"] = "6",
        ["data.motivoOrden"] = "41",
        ["data.fechaCreacionOrden"] = Noon,
        ["data.numContrato"] = contract.Number.ToString(CultureInfo.InvariantCulture),
        ["data.idPtoServicio"] = contract.ServicePoint.ToString(CultureInfo.InvariantCulture),
        ["data.fechaEstimdaFin"] = Noon,
        ["data.observaciones"] = "fuga en la caña & banqueta",
        ["data.codigoReparacion"] = "",
        ["data.anyoExpediente"] = "",
        ["data.id"] = "1",
        ["data.codOrden"] = "O0000001",
        ["data.fechaVisita"] = Noon,
        ["data.resultado"] = "true",
        ["data.idOperario"] = "7",
        ["data.nombreOperario"] = "Operario Siete",
        ["data.cifContratista"] = "",
        ["data.nombreContratista"] = "",
        ["data.codIncidencia"] = "1",
        ["data.descIncidencia"] = "ninguna",
        ["data.codVinculacion"] = "TIT",
        ["data.idDocFirma"] = "",
        ["data.personaNombre"] = "Nadie",
        ["data.personaApellido1"] = "",
        ["data.personaApellido2"] = "",
        ["data.personaTelefono"] = "4420000000",
        ["data.personaNif"] = "",
    };

    private static Dictionary<string, string> OfResolution(SampleContract contract) => new()
    {
        ["data.operationalSiteID"] = $"{contract.ServiceArea:0000}",
        ["data.installationID"] = contract.ServicePoint.ToString(CultureInfo.InvariantCulture),
        ["data.systemOrigin"] = "AQUACIS",
        ["data.otClass"] = "6",
        ["data.otOrigin"] = "O0000001",
        ["data.endDateOt"] = Noon,
        ["data.endLastTaskOt"] = Noon,
        ["data.finalSolution"] = "1",
        ["data.nonExecutionMotive"] = "",
        ["data.solutionDescription"] = "resuelta",
        ["data.executorIdentifier"] = "7",
        ["data.executorName"] = "Operario Siete",
        ["data.companyExecutorIdentifier"] = "",
        ["data.companyExecutorName"] = "",
        ["data.transmitterInstalled"] = "false",
        ["data.language"] = "es",
        ["data.suspensionLevel"] = "",
        ["data.longitude"] = "-100.3899",
        ["data.latitude"] = "20.5888",
        ["data.coordinatesType"] = "1",
        ["data.codificationType"] = "1",
        ["data.captureDate"] = Noon,
    };
}
