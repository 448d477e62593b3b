using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Strangler.Cfdi.Cancelling;
using Strangler.Pac.Sandbox.Cancelling;

namespace Strangler.Tests.Unit.Cfdi.Cancelling;

/// <summary>The sandbox refuses what SAT would: requests that nobody signed, or somebody else.</summary>
public sealed class RequestSignatureTests
{
    private const string Issuer = "EKU9003173C9";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(-6));

    [Fact]
    public void A_request_the_issuer_signed_is_taken() =>
        Assert.Null(RequestSignature.Refusal(Encoding.UTF8.GetBytes(Signed()), Issuer));

    [Theory]
    [InlineData("Motivo=\"02\"", "Motivo=\"03\"", "302")]
    [InlineData("<SignatureValue>", "<SignatureValue>AAAA", "302")]
    [InlineData("<X509Certificate>", "<X509Certificate>AAAA", "302")]
    [InlineData("</Cancelacion>", "", "301")]
    public void One_that_was_changed_is_refused(string old, string changed, string code) => Assert.Equal(
        code,
        RequestSignature.Refusal(
            Encoding.UTF8.GetBytes(Signed().Replace(old, changed, StringComparison.Ordinal)), Issuer)?.Code);

    [Fact]
    public void One_without_a_signature_is_refused()
    {
        string xml = Signed();
        int from = xml.IndexOf("<Signature ", StringComparison.Ordinal);
        int to = xml.IndexOf("</Signature>", StringComparison.Ordinal) + "</Signature>".Length;
        byte[] without = Encoding.UTF8.GetBytes(xml.Remove(from, to - from));
        Assert.Equal("302", RequestSignature.Refusal(without, Issuer)?.Code);
    }

    [Fact]
    public void One_that_another_taxpayer_signed_is_refused() => Assert.Equal(
        "303", RequestSignature.Refusal(Encoding.UTF8.GetBytes(Signed("CACX7605101P8")), Issuer)?.Code);

    private static string Signed(string taxpayer = Issuer)
    {
        using RSA key = RSA.Create(2048);
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName("CSD");
        name.Add("2.5.4.45", $"{taxpayer} / XIQB891116QE4");
        CertificateRequest request = new(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.Create(
            new X500DistinguishedName("CN=AC"), X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), "30001000000500003416"u8);
        CancellationOrder order = new(
            Issuer, new Guid("11111111-2222-4333-8444-555555555555"), CancellationMotive.Wrong, null);
        return Encoding.UTF8.GetString(CancellationSigner.Sign(order, Now, key, certificate).Xml);
    }
}
