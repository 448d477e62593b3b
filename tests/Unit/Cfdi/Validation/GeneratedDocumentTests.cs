using System.Text;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Validation;

namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>
/// What the builder makes passes, and does not once it is changed. CFDI_DOCUMENTS says how many are looked at.
/// </summary>
public sealed class GeneratedDocumentTests
{
    private const int Seed = 20261121;
    private const int MutationsOfDocument = 3;

    private static readonly ValidationContext Context = new(SatFiles.Now);

    [Fact]
    public void Documents_of_all_kinds_pass_and_each_change_is_refused_by_its_code()
    {
        Random random = new(Seed);
        HashSet<string> kinds = [];
        HashSet<GeneratedMutation> used = [];
        List<string> wrong = [];
        int at = 0;
        foreach ((string kind, CfdiDocument _, SealedCfdi cfdi) in SatFiles.Sealed(SatFiles.Documents, Seed))
        {
            at++;
            kinds.Add(kind);
            ValidationReport report = CfdiValidator.Validate(cfdi.Xml, Context);
            if (!report.Passes)
            {
                wrong.Add($"document {at}, {kind}: {string.Join(" | ", report.Findings)}");
            }

            string xml = Encoding.UTF8.GetString(cfdi.Xml);
            foreach (GeneratedMutation mutation in random
                .GetItems([.. GeneratedMutation.All.Where(one => one.IsFor(kind))], MutationsOfDocument).Distinct())
            {
                if (mutation.Apply(xml, random) is { } changed)
                {
                    used.Add(mutation);
                    Missed(mutation, changed, $"document {at}, {kind}", wrong);
                }
            }
        }

        Assert.True(wrong.Count == 0, $"seed {Seed}: {wrong.Count} wrong\n{string.Join('\n', wrong.Take(20))}");
        Assert.Equal(8, kinds.Count);
        Assert.Empty(GeneratedMutation.All.Except(used).Select(mutation => $"{mutation.Code} {mutation.Place}"));
    }

    [Fact]
    public void A_byte_of_the_content_that_changes_breaks_the_seal()
    {
        foreach ((string kind, CfdiDocument _, SealedCfdi cfdi) in SatFiles.Sealed(20, Seed + 1))
        {
            string xml = Encoding.UTF8.GetString(cfdi.Xml);
            string changed = xml.Replace(
                $"Folio=\"{cfdi.Folio}\"", $"Folio=\"{cfdi.Folio}9\"", StringComparison.Ordinal);
            Assert.NotEqual(xml, changed);
            Finding finding = Assert.Single(CfdiValidator.Validate(Encoding.UTF8.GetBytes(changed), Context).Findings);
            Assert.True(finding.Code == "CFDI40102", $"{kind}: {finding}");
        }
    }

    [Fact]
    public void A_sealed_document_is_taken_up_again_as_it_was()
    {
        foreach ((string kind, CfdiDocument _, SealedCfdi cfdi) in SatFiles.Sealed(40, Seed + 2))
        {
            SealedCfdi? read = SealedReader.Read(cfdi.Xml);
            Assert.NotNull(read);
            Assert.True(
                read with { Xml = cfdi.Xml, Sha256 = cfdi.Sha256 } == cfdi
                    && read.Sha256.AsSpan().SequenceEqual(cfdi.Sha256),
                $"{kind}: {read} is not {cfdi}");
        }

        Assert.Null(SealedReader.Read("<a/>"u8.ToArray()));
    }

    private static void Missed(GeneratedMutation mutation, string changed, string document, List<string> wrong)
    {
        string renewed = TestSeal.Renew(changed);
        ValidationReport report = CfdiValidator.Validate(Encoding.UTF8.GetBytes(renewed), Context);
        if (report.Passes || !report.Findings.Any(finding => finding.Code == mutation.Code))
        {
            wrong.Add($"{document}: {mutation.Code} at {mutation.Place}; found {string.Join(" | ", report.Findings)}");
        }
    }
}
