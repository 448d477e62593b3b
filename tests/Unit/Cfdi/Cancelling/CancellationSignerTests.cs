using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Strangler.Cfdi.Cancelling;

namespace Strangler.Tests.Unit.Cfdi.Cancelling;

public sealed class CancellationSignerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(-6));

    [Theory]
    [InlineData("EKU9003173C9", false)]
    [InlineData("H&E951128469", true)]
    public void A_request_verifies_as_XML_signature_and_not_after_a_change(string issuer, bool substituted)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 certificate = Certificate("CN=AC, O=\"Uno, Dos\"", key);
        CancellationOrder order = new(
            issuer, Guid.NewGuid(), substituted ? CancellationMotive.Replaced : CancellationMotive.Wrong,
            substituted ? Guid.NewGuid() : null);

        string xml = Encoding.UTF8.GetString(CancellationSigner.Sign(order, Now, key, certificate).Xml);

        Assert.True(Verifies(xml, key));
        Assert.False(Verifies(xml.Replace("T09:30:00", "T09:30:01", StringComparison.Ordinal), key));
        Assert.Contains($"UUID=\"{CancellationOrder.TextOf(order.Uuid)}\"", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void SATs_own_example_names_the_same_elements()
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 certificate = Certificate("CN=AC", key);
        CancellationOrder order = new("EKU9003173C9", Guid.NewGuid(), CancellationMotive.Wrong, null);
        string ours = Encoding.UTF8.GetString(CancellationSigner.Sign(order, Now, key, certificate).Xml);

        string theirs = File.ReadAllText(Repository.Shared("sat/pac/cancellation-signed.xml"));

        Assert.Equal(Names(theirs), Names(ours));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(5, false)]
    public void An_order_that_SAT_would_refuse_is_not_signed(int motive, bool substituted)
    {
        CancellationOrder order = new(
            "EKU9003173C9", Guid.NewGuid(), (CancellationMotive)motive, substituted ? Guid.NewGuid() : null);
        Assert.NotNull(order.Problem);
    }

    private static X509Certificate2 Certificate(string name, RSA key)
    {
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1),
            Now.AddDays(-1), Now.AddDays(1), "30001000000500003416"u8);
    }

    private static bool Verifies(string xml, RSA key)
    {
        XmlDocument document = new() { PreserveWhitespace = true };
        document.LoadXml(xml);
        SignedXml signed = new(document);
        signed.LoadXml((XmlElement)document.GetElementsByTagName("Signature")[0]!);
        return signed.CheckSignature(key);
    }

    private static string Names(string xml)
    {
        XmlDocument document = new();
        document.LoadXml(xml);
        return string.Join(
            '\n', document.SelectNodes("//*")!.OfType<XmlElement>().Select(element =>
                $"{element.NamespaceURI} {element.LocalName} " + string.Join(' ', element.Attributes
                    .OfType<XmlAttribute>().Select(attribute => attribute.Name).Order(StringComparer.Ordinal))));
    }
}
