using Strangler.AquaCis.Extract;

namespace Strangler.AquaCis.StandIn.Storage;

/// <summary>Amounts as legacy keeps them, numeric(18,2), in eight bytes.</summary>
internal static class Centavos
{
    /// <summary>More than any bill; keeps sums far from overflow.</summary>
    private const decimal Limit = 1_000_000_000_000m;

    public static decimal ToPesos(long centavos) => centavos / 100m;

    /// <summary>Null for a part of a centavo, which no amount of legacy's has, and beyond a million millions.</summary>
    public static long? FromPesos(decimal pesos)
    {
        if (pesos is < -Limit or > Limit)
        {
            return null;
        }

        decimal centavos = pesos * 100m;
        return centavos == decimal.Truncate(centavos) ? (long)centavos : null;
    }

    public static long Read(ExtractTable table, string column) =>
        FromPesos(table.Decimal(column)) ?? throw table.Refuse(column, "is not an amount in whole centavos");
}
