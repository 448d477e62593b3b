namespace Strangler.Postgres.Tariffs;

/// <summary>A charge type of a service area.</summary>
public sealed record LegacyChargeType(short ServiceArea, short Id, short Position, bool Taxed, string Name)
{
    // What AquaCIS works out by its own code, with no prices in any table.
    public const short Water = 1;
    public const short Sewerage = 2;
    public const short Treatment = 3;
    public const short Pensioner = 4;
    public const short Surcharge = 9;
    public const short Rounding = 99;
}
