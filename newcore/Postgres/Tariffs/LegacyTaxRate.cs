namespace Strangler.Postgres.Tariffs;

/// <param name="Tax">1 the general rate of IVA, 2 that of domestic use.</param>
/// <param name="Until">The last day, inclusive.</param>
public sealed record LegacyTaxRate(short Tax, DateOnly Since, DateOnly? Until, decimal Rate)
{
    public const short General = 1;
    public const short Domestic = 2;
}
