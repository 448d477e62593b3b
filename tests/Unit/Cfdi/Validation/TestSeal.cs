using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Strangler.Cfdi.Validation;
using Strangler.Cfdi.Validation.Seal;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>Seals documents with SAT's test certificate, as they stand, whatever is wrong with them.</summary>
internal static partial class TestSeal
{
    private const string Password = "12345678a";

    private static readonly RSA Key = LoadKey("EKU9003173C9_30001000000500003416.key");

    public static RSA LoadKey(string name)
    {
        RSA key = RSA.Create();
        key.ImportEncryptedPkcs8PrivateKey(
            Password, File.ReadAllBytes(Repository.Shared($"sat/csd/{name}")), out _);
        return key;
    }

    /// <summary>The document with its seal renewed; unchanged where it cannot be read.</summary>
    public static string Renew(string xml, RSA? key = null)
    {
        Findings findings = new(1, true);
        Element? root = TreeReader.Read(Encoding.UTF8.GetBytes(xml), findings);
        ArrayBufferWriter<byte> chain = new();
        if (root is null || !OriginalChain.TryWrite(root, chain))
        {
            return xml;
        }

        byte[] seal = (key ?? Key).SignData(
            chain.WrittenSpan, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Seal().Replace(xml, $" Sello=\"{Convert.ToBase64String(seal)}\"", 1);
    }

    [GeneratedRegex(" Sello=\"[^\"]*\"")]
    private static partial Regex Seal();
}
