using System.Text;
using System.Xml.Linq;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Writing;

namespace Strangler.Tests.Unit.Cfdi.Writing;

/// <summary>
/// The tax authority's own schema, style sheet and samples, and openssl. CFDI_DOCUMENTS says how many generated
/// documents are compared.
/// </summary>
public sealed class OfficialFormTests
{
    private const int Seed = 20261120;
    private const int FilesOfProcess = 250;

    private static readonly Lazy<CertificateText> Text = new(() =>
    {
        using Csd csd = SatFiles.Csd();
        return csd.Text;
    });

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("CFDI_DOCUMENTS"), out int count) ? count : 400;

    [Fact]
    public void The_samples_chains_come_out_of_our_own_model_byte_for_byte()
    {
        Assert.NotEmpty(SatFiles.Samples);
        Assert.All(SatFiles.Samples, path =>
        {
            XElement root = XDocument.Load(path).Root!;
            CfdiWriter writer = new();
            writer.Write(
                SampleReader.Read(root), (DateTime)root.Attribute("Fecha")!,
                new CertificateText(root.Attribute("NoCertificado")!.Value, "QQ=="u8.ToArray(), 344));
            Assert.Equal(
                File.ReadAllText(path + ".cadena.txt").Trim(), Encoding.UTF8.GetString(writer.Chain));
        });
    }

    [Fact]
    public async Task Generated_documents_have_the_chain_of_the_official_style_sheet_and_fit_the_official_schema()
    {
        string folder = Directory.CreateTempSubdirectory("cfdi-").FullName;
        try
        {
            string schema = Path.Combine(folder, "all.xsd");
            await File.WriteAllTextAsync(schema, Schema(), TestContext.Current.CancellationToken);
            int compared = 0;
            foreach ((string, CfdiDocument, SealedCfdi Cfdi)[] batch in
                SatFiles.Sealed(Count, Seed).Chunk(FilesOfProcess))
            {
                string[] files = [.. batch.Select((one, at) => Write(folder, at, one.Cfdi.Xml))];
                await CompareAsync(batch, files);
                (int code, _, string error) = await ForeignProgram.RunAsync(
                    "xmllint", ["--nonet", "--noout", "--schema", schema, .. files]);
                Assert.True(code == 0, string.Join(
                    '\n', error.Split('\n').Where(line => !line.EndsWith("validates", StringComparison.Ordinal))));
                compared += batch.Length;
            }

            Assert.Equal(Count, compared);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Openssl_verifies_the_seals()
    {
        string folder = Directory.CreateTempSubdirectory("cfdi-").FullName;
        try
        {
            string pem = Path.Combine(folder, "key.pem");
            string cer = Repository.Shared("sat/csd/EKU9003173C9_30001000000500003416.cer");
            (_, byte[] key, _) = await ForeignProgram.RunAsync(
                "openssl", "x509", "-inform", "DER", "-in", cer, "-pubkey", "-noout");
            await File.WriteAllBytesAsync(pem, key, TestContext.Current.CancellationToken);
            foreach ((string kind, CfdiDocument document, SealedCfdi cfdi) in SatFiles.Sealed(10, Seed + 1))
            {
                string chain = Write(folder, 0, Chain(document));
                string seal = Write(folder, 1, Convert.FromBase64String(cfdi.Sello));
                (int code, _, string error) = await ForeignProgram.RunAsync(
                    "openssl", "dgst", "-sha256", "-verify", pem, "-signature", seal, chain);
                Assert.True(code == 0, $"{kind}: {error}");
                Assert.Contains($"Sello=\"{cfdi.Sello}\"", Encoding.UTF8.GetString(cfdi.Xml));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync((string Kind, CfdiDocument Document, SealedCfdi)[] batch, string[] files)
    {
        (_, byte[] output, _) = await ForeignProgram.RunAsync("xsltproc", ["--nonet", SatFiles.StyleSheet, .. files]);
        int at = 0;
        foreach ((string kind, CfdiDocument document, _) in batch)
        {
            byte[] chain = Chain(document);
            Assert.True(at + chain.Length <= output.Length, $"{kind}: the style sheet's chain is shorter.");
            if (!output.AsSpan(at, chain.Length).SequenceEqual(chain))
            {
                Assert.Equal(Encoding.UTF8.GetString(output, at, chain.Length), Encoding.UTF8.GetString(chain));
            }

            at += chain.Length;
        }

        Assert.Equal(output.Length, at);
    }

    private static byte[] Chain(CfdiDocument document)
    {
        CfdiWriter writer = new();
        writer.Write(document, FiscalTime.LocalOf(SatFiles.Now), Text.Value);
        return writer.Chain.ToArray();
    }

    private static string Write(string folder, int at, byte[] bytes)
    {
        string path = Path.Combine(folder, $"{at:D5}");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Schema() =>
        $"""
         <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
           <xs:import namespace="http://www.sat.gob.mx/cfd/4"
             schemaLocation="{Repository.Shared("sat/schemas/4/cfdv40.xsd")}"/>
           <xs:import namespace="http://www.sat.gob.mx/Pagos20"
             schemaLocation="{Repository.Shared("sat/schemas/Pagos/Pagos20.xsd")}"/>
         </xs:schema>
         """;
}
