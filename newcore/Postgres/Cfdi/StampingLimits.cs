namespace Strangler.Postgres.Cfdi;

/// <summary>What one stamping process does at once.</summary>
/// <param name="InFlight">Documents at PACs.</param>
/// <param name="Lease">Longer than all calls about one document together may take.</param>
/// <param name="Patience">Without watching: how far ahead the next try may lie to be waited for.</param>
public sealed record StampingLimits(int InFlight, TimeSpan Lease, TimeSpan Patience)
{
    public const int MostInFlight = 256;

    /// <summary>Documents in memory: those at PACs, and those that are about to go or are being written down.</summary>
    public int Held => InFlight + Math.Max(InFlight / 2, 1);

    public static readonly StampingLimits Usual = new(64, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
}
