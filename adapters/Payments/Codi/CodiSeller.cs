using System.Security.Cryptography;

namespace Strangler.Payments.Codi;

/// <summary>Who we are to Banco de México: the numbers of two certificates, and the key of the second.</summary>
internal sealed class CodiSeller(string logInCertificate, string operationCertificate, RSA key)
{
    public string LogInCertificate => logInCertificate;

    public string OperationCertificate => operationCertificate;

    public string Sign(byte[] original)
    {
        lock (key)
        {
            return Convert.ToBase64String(
                key.SignData(original, HashAlgorithmName.SHA512, RSASignaturePadding.Pss));
        }
    }
}
