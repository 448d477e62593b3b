using System.Text;
using Strangler.Cfdi.Validation;

namespace Strangler.Tests.Unit.Cfdi.Validation;

public sealed class HostileInputTests
{
    private const int Seed = 40_040;

    private static readonly ValidationContext Context = new(new DateTimeOffset(2026, 11, 19, 17, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, byte[]> Hostile() => new()
    {
        { "nothing", [] },
        { "text", "hola"u8.ToArray() },
        { "ten megabytes", Encoding.UTF8.GetBytes($"<a>{new string('x', 10_000_000)}</a>") },
        { "ten megabytes of spaces", Encoding.UTF8.GetBytes($"<a>{new string(' ', 10_000_000)}</a>") },
        { "a type", Encoding.UTF8.GetBytes("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>") },
        {
            "a billion laughs", Encoding.UTF8.GetBytes(
                "<!DOCTYPE a [<!ENTITY a \"ja\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>")
        },
        { "deep", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 500_000))) },
        { "many", Encoding.UTF8.GetBytes($"<a>{string.Concat(Enumerable.Repeat("<b/>", 400_000))}</a>") },
        {
            "attributes", Encoding.UTF8.GetBytes(
                $"<a {string.Concat(Enumerable.Range(0, 5000).Select(number => $"b{number}='' "))}/>")
        },
        { "no UTF-8", [.. "<a b='"u8, 0xC3, 0x28, .. "'/>"u8] },
        { "UTF-16", Encoding.Unicode.GetBytes("<a/>") },
        { "other encoding", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"u8.ToArray() },
        { "other root", "<a/>"u8.ToArray() },
        { "CFDI 3.3", "<c:Comprobante xmlns:c='http://www.sat.gob.mx/cfd/3'/>"u8.ToArray() },
        { "two roots", "<a/><a/>"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void What_is_no_document_is_refused_at_once(string what, byte[] xml)
    {
        Finding finding = Assert.Single(CfdiValidator.Validate(xml, Context).Findings);
        Assert.True(finding is { Code: "301", Severity: Severity.Refusal }, what);
    }

    [Fact]
    public void Elements_and_attributes_that_do_not_belong_are_named()
    {
        string xml = Specimens.Read(Specimens.Commercial)
            .Replace("<cfdi:Conceptos>", "<cfdi:Extra/><cfdi:Conceptos Uno=\"1\">dos", StringComparison.Ordinal);
        string[] paths = [.. CfdiValidator.Validate(Encoding.UTF8.GetBytes(xml), Context)
            .Findings.Where(finding => finding.Code == "301").Select(finding => finding.Path)];
        Assert.Equal(["/Comprobante/Extra", "/Comprobante/Conceptos/@Uno", "/Comprobante/Conceptos"], paths);
    }

    [Theory]
    [InlineData(" Moneda=\"MXN\"", "", "/Comprobante/@Moneda")]
    [InlineData("ESCUELA KEMPER", "ESCUELA|KEMPER", "/Comprobante/Emisor/@Nombre")]
    [InlineData("Rfc=\"EKU9003173C9\"", "Rfc=\"CEA860101XXX\"", "/Comprobante/Emisor/@Rfc")]
    [InlineData("<cfdi:Emisor ", "<cfdi:Emisor Rfc2=\"\" ", "/Comprobante/Emisor/@Rfc2")]
    [InlineData("Cantidad=\"40\"", "Cantidad=\"0\"", "/Comprobante/Conceptos/Concepto/@Cantidad")]
    [InlineData(" Total=\"1160.00\"", " Total=\"-1160.00\"", "/Comprobante/@Total")]
    [InlineData("ValorUnitario=\"25\"", "ValorUnitario=\"2.1234567\"",
        "/Comprobante/Conceptos/Concepto/@ValorUnitario")]
    public void What_breaks_the_schema_is_301_at_its_place(string old, string @new, string path)
    {
        string xml = Specimens.Read(Specimens.Commercial).Replace(old, @new, StringComparison.Ordinal);
        Assert.Contains(
            CfdiValidator.Validate(Encoding.UTF8.GetBytes(xml), Context).Findings,
            finding => finding.Code == "301" && finding.Path == path);
    }

    [Fact]
    public void Nothing_written_into_a_document_makes_the_validator_fail()
    {
        Random random = new(Seed);
        byte[][] valid = [.. Specimens.All.Select(name => Encoding.UTF8.GetBytes(Specimens.Read(name)))];
        for (int round = 0; round < 3000; round++)
        {
            byte[] changed = [.. valid[random.Next(valid.Length)]];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                // The certificate and the seal are most of a document; nearly all changes go elsewhere.
                int at = random.Next(changed.Length);
                changed[at] = random.Next(3) switch
                {
                    0 => (byte)random.Next(256),
                    1 => (byte)"0123456789.-\"<>&/ ="[random.Next(19)],
                    _ => changed[random.Next(changed.Length)],
                };
            }

            ValidationReport report = CfdiValidator.Validate(changed, Context);
            Assert.True(report.Findings.Count <= Context.MostFindings, $"Seed {Seed}, round {round}.");
        }
    }

    [Fact]
    public void Amounts_beyond_all_measure_are_refused_and_not_thrown()
    {
        string huge = new('9', 18);
        foreach (string name in Specimens.All)
        {
            string xml = System.Text.RegularExpressions.Regex.Replace(
                Specimens.Read(name), "\"[0-9]+\\.[0-9]{1,6}\"", $"\"{huge}.999999\"");
            Assert.False(CfdiValidator.Validate(Encoding.UTF8.GetBytes(xml), Context).Passes);
        }
    }
}
