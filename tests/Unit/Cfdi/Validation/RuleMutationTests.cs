using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Strangler.Cfdi.Validation;
using Strangler.Cfdi.Validation.Rules;

namespace Strangler.Tests.Unit.Cfdi.Validation;

public sealed class RuleMutationTests
{
    /// <summary>Their changes are of certificates, not of text; the tests below.</summary>
    private static readonly string[] OfCertificates = ["306", "308"];

    /// <summary>Where the seal itself is the rule, it is not renewed.</summary>
    private static readonly string[] OfSeals = ["302", "CFDI40102"];

    private static readonly Mutation[] All =
        [.. DocumentMutations.All, .. LineMutations.All, .. PaymentMutations.All];

    public static TheoryData<string> SpecimenNames() => [.. Specimens.All];

    [Theory]
    [MemberData(nameof(SpecimenNames))]
    public void Every_specimen_is_valid_and_exact(string name)
    {
        ValidationReport report = Validate(Specimens.Read(name), Specimens.ContextOf(name));
        // A rule about exports needs their complement, which nobody here can judge.
        string[] unknown = name == Specimens.Exported ? ["AQ-R01", "AQ-R02"] : [];
        Assert.Equal(
            unknown, report.Findings.Where(one => one.Severity is Severity.Refusal or Severity.Own)
                .Select(one => one.Code));
    }

    [Fact]
    public void Each_change_is_found_by_its_code_at_its_place()
    {
        List<string> missed = [];
        foreach (Mutation mutation in All)
        {
            string valid = Specimens.Read(mutation.Specimen);
            int at = valid.IndexOf(mutation.Old, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{mutation.Code}: {mutation.Specimen} has no {mutation.Old}.");
            string changed = string.Concat(valid.AsSpan(0, at), mutation.New, valid.AsSpan(at + mutation.Old.Length));
            ValidationReport report = Validate(
                OfSeals.Contains(mutation.Code) ? changed : TestSeal.Renew(changed),
                Specimens.ContextOf(mutation.Specimen));
            if (!report.Findings.Any(finding => finding.Code == mutation.Code && finding.Path == mutation.Path))
            {
                missed.Add($"{mutation.Code} {mutation.Path}; found: {string.Join(" | ", report.Findings)}");
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public void A_rule_without_a_change_that_breaks_it_is_not_checked()
    {
        string[] broken = [.. All.Select(mutation => mutation.Code), .. OfCertificates];
        Assert.Empty(RuleBook.Entries().Where(entry => entry.CheckedBy is not null)
            .Select(entry => entry.Code).Except(broken));
    }

    [Fact]
    public void A_certificate_of_a_signature_for_persons_seals_nothing()
    {
        string certificate = Convert.ToBase64String(
            File.ReadAllBytes(Repository.Shared("sat/csd/FIEL_EKU9003173C9.cer")));
        using RSA key = TestSeal.LoadKey("FIEL_EKU9003173C9.key");
        string xml = TestSeal.Renew(WithCertificate(certificate), key);
        Finding[] found = [.. Validate(xml, Specimens.ContextOf(Specimens.Commercial)).Findings];
        Assert.Contains(found, finding => finding is { Code: "306", Path: "/Comprobante/@Certificado" });
        Assert.DoesNotContain(found, finding => finding.Code == "CFDI40102");
    }

    [Fact]
    public void A_certificate_that_is_not_of_SAT_seals_nothing()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=Somebody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using X509Certificate2 own = request.CreateSelfSigned(from, from.AddYears(1));
        string xml = TestSeal.Renew(WithCertificate(Convert.ToBase64String(own.RawData)), key);
        Assert.Contains(
            Validate(xml, Specimens.ContextOf(Specimens.Commercial)).Findings,
            finding => finding is { Code: "308", Path: "/Comprobante/@Certificado" });
    }

    [Fact]
    public void Authorities_know_their_certificates_by_the_key_and_not_by_the_name()
    {
        using SatAuthorities authorities = SatAuthorities.Read(Repository.Shared("sat/certificates/ca"));
        ValidationContext context = Specimens.ContextOf(Specimens.Commercial) with { Authorities = authorities };
        Assert.True(authorities.Count > 5);
        Assert.True(Validate(Specimens.Read(Specimens.Commercial), context).Passes);

        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(
            "O=SERVICIO DE ADMINISTRACION TRIBUTARIA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 own = request.CreateSelfSigned(
            new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string text = Convert.ToBase64String(own.RawData);
        string xml = TestSeal.Renew(WithCertificate(text), key);
        Assert.DoesNotContain(
            Validate(xml, context with { Authorities = null }).Findings, finding => finding.Code == "308");
        Assert.Contains(Validate(xml, context).Findings, finding => finding.Code == "308");

        using SatAuthorities itself = new([X509CertificateLoader.LoadCertificate(own.RawData)]);
        Assert.True(itself.HaveIssued(text));
        Assert.False(itself.HaveIssued("AAAA"));
    }

    [Fact]
    public void Documents_of_others_are_held_to_the_rules_of_SAT_alone()
    {
        string xml = TestSeal.Renew(Specimens.Read(Specimens.Commercial)
            .Replace("ClaveUnidad=\"MTQ\"", "ClaveUnidad=\"LTR\"", StringComparison.Ordinal)
            .Replace("URE180429TM6", "URE180429TM5", StringComparison.Ordinal));
        ValidationContext context = Specimens.ContextOf(Specimens.Commercial);
        Assert.False(Validate(xml, context).Passes);
        Assert.Empty(Validate(xml, context with { OwnRules = false }).Findings);
        string unknown = xml.Replace(
            "</cfdi:Comprobante>", "<cfdi:Complemento><x:Y xmlns:x='urn:x'/></cfdi:Complemento></cfdi:Comprobante>",
            StringComparison.Ordinal);
        Assert.Equal(
            ["AQ-R01", "AQ-R02"],
            Validate(unknown, context with { OwnRules = false }).Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void The_list_of_findings_has_an_end()
    {
        ValidationContext context = Specimens.ContextOf(Specimens.Rich) with { MostFindings = 3 };
        string xml = Specimens.Read(Specimens.Rich).Replace("\"0", "\"X", StringComparison.Ordinal);
        ValidationReport report = Validate(xml, context);
        Assert.True(report.Cut);
        Assert.Equal(3, report.Findings.Count);
    }

    [Fact]
    public void Warnings_do_not_crowd_out_a_refusal()
    {
        Findings findings = new(2, own: true);
        findings.Add("AQ-W01", null, "", "");
        findings.Add("AQ-W02", null, "", "");
        findings.Add("CFDI40119", null, "", "");
        findings.Add("CFDI40108", null, "", "");
        ValidationReport report = findings.Report();
        Assert.Equal(["AQ-W01", "CFDI40119"], report.Findings.Select(one => one.Code));
        Assert.True(report.Cut && !report.Passes);
    }

    private static string WithCertificate(string certificate)
    {
        string xml = Specimens.Read(Specimens.Commercial);
        int at = xml.IndexOf(" Certificado=\"", StringComparison.Ordinal) + " Certificado=\"".Length;
        return string.Concat(xml.AsSpan(0, at), certificate, xml.AsSpan(xml.IndexOf('"', at)));
    }

    private static ValidationReport Validate(string xml, ValidationContext context) =>
        CfdiValidator.Validate(Encoding.UTF8.GetBytes(xml), context);
}
