using System.Text;
using System.Xml.Linq;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Writing;

namespace Strangler.Tests.Unit.Cfdi.Writing;

/// <summary>
/// The tax authority's own schema, style sheet and samples, and openssl. CFDI_DOCUMENTS says how many generated
/// documents are compared, by all of them but openssl.
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
    public Task Generated_documents_have_the_chain_of_the_official_style_sheet() => InFolderAsync(async folder =>
    {
        int compared = 0;
        foreach ((string, CfdiDocument, SealedCfdi Cfdi)[] batch in
            SatFiles.Sealed(SatFiles.Documents, Seed).Chunk(FilesOfProcess))
        {
            await CompareAsync(batch, [.. batch.Select((one, at) => Write(folder, at, one.Cfdi.Xml))]);
            compared += batch.Length;
        }

        Assert.Equal(SatFiles.Documents, compared);
    });

    [Fact]
    public Task Samples_and_generated_documents_of_all_kinds_fit_the_official_schema() => InFolderAsync(async folder =>
    {
        string schema = Path.Combine(folder, "all.xsd");
        await File.WriteAllTextAsync(schema, Schema(), TestContext.Current.CancellationToken);
        (string Kind, CfdiDocument, SealedCfdi Cfdi)[] made =
            [.. SatFiles.Sealed(SatFiles.DocumentsForSchema, Seed + 2)];
        Assert.Equal(8, made.Select(one => one.Kind).Distinct().Count());
        string[] files = [.. SatFiles.Samples, .. made.Select((one, at) => Write(folder, at, one.Cfdi.Xml))];
        int half = (files.Length + 1) / 2;
        int[] valid = await Task.WhenAll(files.Chunk(half).Select(part => LintAsync(schema, part)));

        Assert.Equal(6, SatFiles.Samples.Count);
        Assert.Equal(files.Length, valid.Sum());
    });

    [Fact]
    public Task The_official_schema_refuses_what_is_changed() => InFolderAsync(async folder =>
    {
        string schema = Path.Combine(folder, "all.xsd");
        await File.WriteAllTextAsync(schema, Schema(), TestContext.Current.CancellationToken);
        string sample = await File.ReadAllTextAsync(SatFiles.Samples[0], TestContext.Current.CancellationToken);
        string changed = Write(folder, 0, Encoding.UTF8.GetBytes(
            sample.Replace(" Moneda=\"", " Monedas=\"", StringComparison.Ordinal)));
        (int code, _, _) = await ForeignProgram.RunAsync(
            "xmllint", "--nonet", "--noout", "--schema", schema, changed);
        Assert.NotEqual(0, code);
    });

    [Fact]
    public Task Openssl_verifies_the_seals() => InFolderAsync(async folder =>
    {
        string pem = Path.Combine(folder, "key.pem");
        string cer = Repository.Shared("sat/csd/EKU9003173C9_30001000000500003416.cer");
        (_, byte[] key, _) = await ForeignProgram.RunAsync(
            "openssl", "x509", "-inform", "DER", "-in", cer, "-pubkey", "-noout");
        await File.WriteAllBytesAsync(pem, key, TestContext.Current.CancellationToken);
        int verified = 0;
        foreach ((string kind, CfdiDocument document, SealedCfdi cfdi) in
            SatFiles.Sealed(SatFiles.DocumentsForOpenssl, Seed + 1))
        {
            string chain = Write(folder, 0, Chain(document));
            string seal = Write(folder, 1, Convert.FromBase64String(cfdi.Sello));
            (int code, _, string error) = await ForeignProgram.RunAsync(
                "openssl", "dgst", "-sha256", "-verify", pem, "-signature", seal, chain);
            Assert.True(code == 0, $"{kind}: {error}");
            Assert.Contains($"Sello=\"{cfdi.Sello}\"", Encoding.UTF8.GetString(cfdi.Xml));
            verified++;
        }

        Assert.Equal(SatFiles.DocumentsForOpenssl, verified);
    });

    private static async Task InFolderAsync(Func<string, Task> work)
    {
        string folder = Directory.CreateTempSubdirectory("cfdi-").FullName;
        try
        {
            await work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>How many it found valid: all of them.</returns>
    private static async Task<int> LintAsync(string schema, string[] files)
    {
        (int code, _, string said) = await ForeignProgram.RunAsync(
            "xmllint", ["--nonet", "--noout", "--schema", schema, .. files]);
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] wrong = [.. lines.Where(line => !line.EndsWith(" validates", StringComparison.Ordinal))];
        Assert.True(code == 0 && wrong.Length == 0, string.Join('\n', wrong.Take(20)));
        return lines.Length;
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
