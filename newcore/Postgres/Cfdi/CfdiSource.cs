namespace Strangler.Postgres.Cfdi;

/// <summary>What a fiscal document is about, once for each version.</summary>
/// <param name="Kind">invoice, note, payment, global, global-credit; at most 20 characters.</param>
/// <param name="Key">Of the source, at most 80 characters, without personal data: PACs see it.</param>
/// <param name="Version">From 1; the next one only after this one is certainly not stamped, or is replaced.</param>
public sealed record CfdiSource(string Kind, string Key, int Version)
{
    private const int PacNameLength = 100;

    /// <summary>How PACs know it: the same for the same version, so that no other bytes of it are stamped.</summary>
    public string PacName => $"{Kind}:{Key}:{Version}" is { Length: <= PacNameLength } name
        ? name
        : throw new InvalidOperationException("The source's name is too long for a PAC.");
}
