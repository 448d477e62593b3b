namespace Strangler.Core.Expressions;

/// <summary>The numbers a formula may name, each written with a small first letter: <c>perUnit</c>.</summary>
public enum FormulaNumber
{
    /// <summary>Billed cubic metres.</summary>
    M3,

    /// <summary>Whole cubic metres of one unit served; a fraction above .50 rounds up, .50 or less down.</summary>
    PerUnit,

    /// <summary>Units served, at least 1.</summary>
    Units,

    /// <summary>Days in service.</summary>
    Days,

    /// <summary>Days of the whole period.</summary>
    PeriodDays,

    /// <summary>Nominal diameter in millimetres; 0 without a meter.</summary>
    MeterSize,

    /// <summary>Pesos overdue on the bill date.</summary>
    Overdue,

    /// <summary>Pesos of rounding carried over from the bill before.</summary>
    Carried,

    /// <summary>1 to 12, of the period's last day.</summary>
    Month,
}
