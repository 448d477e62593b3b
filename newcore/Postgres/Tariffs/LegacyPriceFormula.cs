namespace Strangler.Postgres.Tariffs;

/// <summary>How AquaCIS prices a charge part: precsubcon.psubforapl of the extract.</summary>
public static class LegacyPriceFormula
{
    public const short Table = 2;
    public const short Blocks = 3;
    public const short Share = 4;
    public const short MeterSize = 5;
}
