using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.Cfdi;

namespace Strangler.Tests.Unit.Cfdi.Sealing;

public sealed class CsdTests
{
    private const string Usual = "EKU9003173C9_30001000000500003416";

    [Fact]
    public void A_seal_certificate_tells_its_number_and_taxpayer()
    {
        using Csd csd = SatFiles.Csd();
        Assert.Equal("30001000000500003416", csd.Number);
        Assert.Equal("EKU9003173C9", csd.Rfc);
        Assert.True(csd.IsValidAt(SatFiles.Now));
        Assert.Equal($"CSD {csd.Number}", $"{csd}");
    }

    [Theory]
    [InlineData("CACX7605101P8_expired2023", "CACX7605101P8")]
    [InlineData("H&E951128469_expired2023", "H&E951128469")]
    public void One_that_has_ended_is_read_but_not_chosen(string name, string taxpayer)
    {
        using Csd ended = Assert.IsType<CsdOutcome.Ready>(SatFiles.Read(name)).Csd;
        Assert.Equal(taxpayer, ended.Rfc);
        Assert.False(ended.IsValidAt(SatFiles.Now));
        using CsdRing ring = new([ended.Copy(), SatFiles.Csd()]);
        Assert.Null(ring.Find(taxpayer, SatFiles.Now));
        Assert.Equal(taxpayer, ring.Find(taxpayer, ended.ValidTo)!.Rfc);
    }

    [Fact]
    public void An_efirma_is_refused() =>
        AssertRefused(CsdRefusal.PersonalSignature, SatFiles.Read("FIEL_EKU9003173C9"), "306");

    [Fact]
    public void A_wrong_password_is_refused_and_not_repeated()
    {
        CsdOutcome outcome = SatFiles.Read(Usual, "not-the-password");
        AssertRefused(CsdRefusal.WrongPassword, outcome, "password");
        Assert.DoesNotContain("not-the-password", $"{outcome}");
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused() => AssertRefused(
        CsdRefusal.KeyMismatch, SatFiles.Read(Usual, keyOf: "CACX7605101P8_expired2023"), "not the certificate's");

    [Fact]
    public void Files_of_other_kinds_are_refused()
    {
        byte[] certificate = File.ReadAllBytes(Repository.Shared($"sat/csd/{Usual}.cer"));
        AssertRefused(CsdRefusal.NotCertificate, CsdReader.Read("hello"u8, "hello"u8, "x"), "DER");
        AssertRefused(CsdRefusal.NotKey, CsdReader.Read(certificate, "-----BEGIN"u8, "x"), "DER");
    }

    [Fact]
    public void A_document_of_another_issuer_or_moment_is_not_sealed()
    {
        using Csd csd = SatFiles.Csd();
        Issuer other = SatFiles.Issuer with { Rfc = "URE180429TM6" };
        CfdiDocument document = SampleDocuments.Make(other, 1, new DateOnly(2026, 11, 20)).First().Document;
        SealOutcome outcome = new Sealer(csd).Seal(document, csd.ValidTo.AddDays(1));
        Assert.Equal(["303", "305"], Assert.IsType<SealOutcome.Refused>(outcome).Reasons.Select(one => one.Rule));
    }

    [Fact]
    public void Documents_bear_the_local_time_in_whole_seconds() =>
        Assert.Equal(new DateTime(2026, 11, 20, 10, 30, 45), FiscalTime.LocalOf(SatFiles.Now));

    private static void AssertRefused(CsdRefusal reason, CsdOutcome outcome, string said)
    {
        CsdOutcome.Refused refused = Assert.IsType<CsdOutcome.Refused>(outcome);
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(said, refused.Detail);
    }
}
