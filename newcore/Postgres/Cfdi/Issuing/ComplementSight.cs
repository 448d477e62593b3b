namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Payments whose document is not stamped.</summary>
/// <param name="Due">All.</param>
/// <param name="Soon">Due within three days, or late.</param>
/// <param name="Late">The 5th of the next month is past.</param>
public sealed record ComplementSight(long Due, long Soon, long Late)
{
    public static readonly ComplementSight Nothing = new(0, 0, 0);
}
