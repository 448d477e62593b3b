using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Strangler.Cfdi.Sealing;
using Strangler.Postgres.Cfdi;

namespace Strangler.Tests.Integration.Cfdi.Stamping;

/// <summary>Small documents with a seal that nobody checks here: what matters is what happens to their bytes.</summary>
internal static class SampleDocuments
{
    public const string Issuer = "EKU9003173C9";
    public const string Receiver = "CACX7605101P8";
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-6);

    public static NewCfdi Invoice(
        int number, TimeSpan? age = null, string total = "116.00", int version = 1, long? supersedes = null,
        Guid? related = null, IReadOnlyList<CfdiRelation>? relations = null, string type = "I")
    {
        DateTimeOffset issued = TimeProvider.System.GetUtcNow().ToOffset(Offset) - (age ?? TimeSpan.FromMinutes(5));
        string date = issued.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        string seal = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}/{version}")));
        string relation = related is { } other
            ? $"<cfdi:CfdiRelacionados TipoRelacion=\"01\"><cfdi:CfdiRelacionado UUID=\"{other}\"/>"
                + "</cfdi:CfdiRelacionados>"
            : "";
        string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cfdi:Comprobante"
            + " xmlns:cfdi=\"http://www.sat.gob.mx/cfd/4\" Version=\"4.0\" Serie=\"T\""
            + $" Folio=\"{number}-{version}\" Fecha=\"{date}\" Sello=\"{seal}\" NoCertificado=\"30001000000500003416\""
            + $" Certificado=\"MIIF\" SubTotal=\"100.00\" Total=\"{total}\" TipoDeComprobante=\"{type}\">{relation}"
            + $"<cfdi:Emisor Rfc=\"{Issuer}\" Nombre=\"AGUA &amp; Ñ\"/><cfdi:Receptor Rfc=\"{Receiver}\"/>"
            + "</cfdi:Comprobante>";
        byte[] bytes = Encoding.UTF8.GetBytes(xml);
        SealedCfdi document = new(
            bytes, SHA256.HashData(bytes), seal, Issuer, Receiver, decimal.Parse(total, CultureInfo.InvariantCulture),
            type == "E" ? CfdiType.Credit : CfdiType.Income, issued.DateTime, "T", $"{number}-{version}",
            "30001000000500003416");
        return new NewCfdi(
            new CfdiSource(type == "E" ? "note" : "invoice", number.ToString(CultureInfo.InvariantCulture), version),
            document, issued + TimeSpan.FromHours(72), new DateOnly(2035, 1, 1), supersedes, relations);
    }
}
