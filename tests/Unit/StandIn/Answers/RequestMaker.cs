using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

/// <summary>Makes a request for any operation, every field filled by what its name means, if known.</summary>
internal sealed class RequestMaker(long contract, LegacyBooks books)
{
    private readonly Contract? _known = books.FindContract(contract);

    /// <summary>What stands inside the operation's element.</summary>
    public string FieldsOf(Operation operation)
    {
        StringBuilder xml = new();
        Write(xml, (RecordType)operation.Request.Type);
        return xml.ToString();
    }

    private void Write(StringBuilder xml, RecordType type)
    {
        foreach (WireField field in type.Fields)
        {
            xml.Append('<').Append(field.Name).Append('>');
            if (field.Type is RecordType record)
            {
                Write(xml, record);
            }
            else
            {
                xml.Append(ValueOf(field));
            }

            xml.Append("</").Append(field.Name).Append('>');
        }
    }

    private string ValueOf(WireField field) => field.Name switch
    {
        "explotacion" or "idExplotacion" or "id1Short" or "operationalSiteID" => $"{_known?.ServiceArea ?? 1}",
        "contrato" or "numContrato" or "numeroContrato" or "codContrato" or "idContrato" or "numContratos"
            or "idContratos" or "contratos" or "int" => $"{contract}",
        "numFactura" or "numeroFactura" => Newest?.Number ?? "no invoice",
        "documentoFactura" or "idDocumentoFactura" => $"{Newest?.Id ?? -1}",
        "nif" or "nifs" or "nie_crn" or "documento" or "numeroDocumento" =>
            _known is null ? "no one" : books.HolderOf(_known).TaxId,
        "idPtoServicio" => $"{_known?.ServicePoint ?? -1}",
        "numeroCliente" => $"{_known?.Client ?? -1}",
        _ => ByType(field.Type),
    };

    private Invoice? Newest => _known is null ? null : books.InvoicesOf(_known)[0];

    private static string ByType(WireType type) => type is not PrimitiveType primitive ? "" : primitive.Kind switch
    {
        PrimitiveKind.Text or PrimitiveKind.Any => "",
        PrimitiveKind.Boolean => "true",
        PrimitiveKind.DateTime => "2018-06-01T00:00:00.000-06:00",
        PrimitiveKind.Binary => "",
        _ => "1",
    };
}
