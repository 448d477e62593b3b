namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// What a hypothesis changes; two that change the same are no pair. In the order in which pairs are named.
/// </summary>
internal enum Fact
{
    Version,
    Class,
    Consumption,
    Units,
    MeterSize,
    Days,
    Sewerage,
    Treatment,
    Programme,
    DiscountBase,
    Tax,
    Lines,
    Overdue,
    SurchargeTax,
    Carried,
    Rounding,
}
