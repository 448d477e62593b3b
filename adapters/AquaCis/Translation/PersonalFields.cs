using System.Collections.Frozen;

namespace Strangler.AquaCis.Translation;

/// <summary>
/// Wire fields that say something about a person: who it is, where he lives, how he is reached, how he pays, and texts
/// that anybody may have written anything into. By name alone, in every service, for a field too many does no harm.
/// </summary>
public static class PersonalFields
{
    private static readonly FrozenSet<string> Names =
        new[]
        {
            // Who it is.
            "nombre", "nombreCliente", "nombreCompleto", "nombreTitular", "nombreTitularSegna", "nombreOperario",
            "nombreContratista", "nombreUsuario", "nombreUsuarioOV", "nombreUsuarioCuenta", "primerApellido",
            "segundoApellido", "apellido1", "apellido2", "razonSocial", "titular", "cliente",
            "contactName", "executorName", "companyExecutorName", "executorIdentifier", "companyExecutorIdentifier",
            "atencionDe", "alaAtencion", "responsableAprobacion", "nif", "nifs", "nifCuenta", "nifOperario",
            "nifTitularDomicilioNotificaciones", "nifTitularDomiciliacionBancaria", "nie_crn", "cifNif",
            "cifContratista", "documento", "numeroDocumento", "numeroDocumentoSolicitante", "codExtranjero",
            "usuario", "idUsuario", "usuarioWeb", "login", "creationUser", "systemOriginCreationUser",

            // Where he lives.
            "direccion", "direccionPS", "direccionPostal", "direccionFacturacion", "direccionPuntoServicio",
            "dirtexto", "dirTexto", "dirCorrespondencia", "textoDireccion", "ampliacionDireccion", "domicilio",
            "domicilioSuministro", "domicilioCorrespondencia", "calle", "numero", "numeroDireccion", "numFinca",
            "numeroFinca", "complementoFinca", "finca", "bloque", "escalera", "planta", "puerta", "edificio",
            "streetName", "streetNumber", "streetCode", "door", "floor", "ladder", "gate", "blockHouse",
            "addressComplement", "completeAddress", "contactAddress", "codigoPostal", "codigoPostalCorrespondencia",
            "postalCode", "cuentaCatastral", "referenciaCatastral", "refCatastral", "datosInmueble", "latitude",
            "longitude", "coordenadaX", "coordenadaY",

            // How he is reached.
            "email", "EMail", "emailAntigo", "emailNuevo", "telefono", "telefonoMovil", "telefonoContacto",
            "telefonoContrato", "telefonoCorrespondencia", "tlf", "movil", "fax",

            // How he pays, and what lets him in.
            "banco", "agencia", "sucursal", "codBanco", "codAgencia", "digitoControl", "digitoDeControl", "cuenta",
            "numeroCuenta", "numeroDeCuenta", "cuentaIBAN", "cuentaProtegida", "cuentaFormateada",
            "referenciaMandato", "tarjeta", "claveWeb", "passwordWeb", "token",

            // Whatever somebody wrote, and whole documents.
            "observacion", "observaciones", "texto", "textComment", "customerComments", "elementComment",
            "textObservacion", "obsAlLector", "obsIncidenciaOtros", "observationsReading", "pdf", "xml", "XML",
        }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Names;

    /// <param name="field">Local name on the wire.</param>
    public static bool Contains(string field) => Names.Contains(field);
}
