using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Strangler.Cfdi.Stamping;

/// <summary>
/// SAT's certificates of PACs, by number: files <c>number.cer</c> (DER) of a directory, read when first needed. What is
/// not there is not trusted.
/// </summary>
/// <param name="directory">Null: only those added.</param>
public sealed class PacCertificates(string? directory) : IDisposable
{
    private const int NumberLength = 20;

    /// <summary>PACs change theirs every few years.</summary>
    private const int Most = 100;

    private readonly ConcurrentDictionary<string, X509Certificate2> _known = new(StringComparer.Ordinal);

    public void Add(X509Certificate2 certificate) => _known[NumberOf(certificate)] = certificate;

    /// <returns>Null: no certificate of this number, or its file is none.</returns>
    public X509Certificate2? Find(string number)
    {
        if (_known.TryGetValue(number, out X509Certificate2? known))
        {
            return known;
        }

        // The number comes from outside: only digits become part of a path.
        return number.Length == NumberLength && number.All(char.IsAsciiDigit) && _known.Count < Most
            && directory is not null && Read(Path.Combine(directory, number + ".cer")) is { } read
            && NumberOf(read) == number
                ? _known.GetOrAdd(number, read)
                : null;
    }

    /// <summary>The 20 digits that SAT writes as the letters of a serial number.</summary>
    public static string NumberOf(X509Certificate2 certificate) =>
        Encoding.ASCII.GetString(certificate.SerialNumberBytes.Span);

    public void Dispose()
    {
        foreach (X509Certificate2 certificate in _known.Values)
        {
            certificate.Dispose();
        }
    }

    private static X509Certificate2? Read(string path)
    {
        try
        {
            return File.Exists(path) ? X509CertificateLoader.LoadCertificateFromFile(path) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
