namespace Strangler.Core.Identity;

/// <summary>An amount of pesos, kept in whole centavos.</summary>
public readonly record struct Money(long Centavos) : IComparable<Money>
{
    public static Money Zero => default;

    public decimal Pesos => Centavos / 100m;

    /// <summary>Half a centavo rounds away from zero: the one place where a computed amount becomes money.</summary>
    public static Money FromPesos(decimal pesos) =>
        new((long)decimal.Round(pesos * 100m, 0, MidpointRounding.AwayFromZero));

    public static Money operator +(Money left, Money right) => new(checked(left.Centavos + right.Centavos));

    public static Money operator -(Money left, Money right) => new(checked(left.Centavos - right.Centavos));

    public static bool operator <(Money left, Money right) => left.Centavos < right.Centavos;

    public static bool operator >(Money left, Money right) => left.Centavos > right.Centavos;

    public static bool operator <=(Money left, Money right) => left.Centavos <= right.Centavos;

    public static bool operator >=(Money left, Money right) => left.Centavos >= right.Centavos;

    public int CompareTo(Money other) => Centavos.CompareTo(other.Centavos);

    public override string ToString() => Pesos.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
