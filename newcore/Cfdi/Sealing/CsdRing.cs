namespace Strangler.Cfdi.Sealing;

/// <summary>All seal certificates at hand: the next one is put in before the present one ends.</summary>
/// <param name="all">Disposed with the ring.</param>
public sealed class CsdRing(IReadOnlyList<Csd> all) : IDisposable
{
    public IReadOnlyList<Csd> All => all;

    /// <summary>The latest that is valid at the moment; null where the taxpayer has none.</summary>
    public Csd? Find(string rfc, DateTimeOffset moment) => all
        .Where(csd => csd.Rfc == rfc && csd.IsValidAt(moment)).MaxBy(csd => csd.ValidFrom);

    public void Dispose()
    {
        foreach (Csd csd in all)
        {
            csd.Dispose();
        }
    }
}
