namespace Strangler.Cfdi.Stamping;

/// <summary>Whether a returned document is the sent one with a stamp of SAT.</summary>
public abstract record StampVerdict
{
    private StampVerdict() { }

    public sealed record Genuine(FiscalStamp Stamp, Guid Uuid) : StampVerdict;

    /// <param name="Code">A word for lists: changed-document, wrong-seal, unknown-certificate, ...</param>
    /// <param name="Detail">What differs and where, without personal data.</param>
    public sealed record Doubtful(string Code, string Detail) : StampVerdict;
}
