namespace Strangler.Postgres.Payments.Facts;

/// <summary>What becomes of a fact.</summary>
/// <param name="State">received (to be tried again), applied, listed, closed.</param>
/// <param name="Reason">Short; also of what is applied and odd. Nothing of persons.</param>
/// <param name="Parts">Where the money went, or whence it was taken back.</param>
internal sealed record FactOutcome(string State, string? Reason, IReadOnlyList<FactPart> Parts)
{
    public static FactOutcome Listed(string reason) => new("listed", reason, []);

    public static FactOutcome Later(string reason) => new("received", reason, []);
}
