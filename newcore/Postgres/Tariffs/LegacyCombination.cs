using System.Globalization;

namespace Strangler.Postgres.Tariffs;

/// <summary>
/// Which kind of tariff a contract has for each charge type, as a plan's code: <c>legacy-1-1001</c> where it is one
/// kind for all that this kind prices, else <c>legacy-1-1:1001+2:1005</c>.
/// </summary>
public sealed record LegacyCombination(short ServiceArea, IReadOnlyList<(short ChargeType, int Kind)> Charges)
{
    /// <summary>The kind that decides about the use: that of water, else the first.</summary>
    public int MainKind => KindOf(LegacyChargeType.Water) ?? Charges[0].Kind;

    public int? KindOf(short chargeType)
    {
        foreach ((short type, int kind) in Charges)
        {
            if (type == chargeType)
            {
                return kind;
            }
        }

        return null;
    }

    public static string CodeOf(short area, int kind) =>
        string.Create(CultureInfo.InvariantCulture, $"legacy-{area}-{kind}");

    /// <summary>Written by charge types, whatever the kinds.</summary>
    public string LongCode() => string.Create(
        CultureInfo.InvariantCulture,
        $"legacy-{ServiceArea}-{string.Join('+', Charges.Select(charge => $"{charge.ChargeType}:{charge.Kind}"))}");
}
