namespace Strangler.Postgres.Tariffs;

/// <summary>The tariff of one charge type for one kind of use in one service area.</summary>
public readonly record struct LegacyChargeKey(short ServiceArea, short ChargeType, int Kind)
{
    public override string ToString() => $"service area {ServiceArea}, charge type {ChargeType}, tariff kind {Kind}";
}
