using Strangler.Core.Rating;

namespace Strangler.Core.Expressions;

/// <summary>What the names of a formula stand for while one bill is rated.</summary>
public abstract class FormulaScope
{
    public abstract decimal Number(FormulaNumber name);

    public abstract string Text(FormulaText name);

    /// <summary>
    /// The sum of this bill's lines of a concept so far, in pesos without tax; 0 where there are none.
    /// </summary>
    public abstract decimal Amount(int concept);

    /// <summary>The unrounded price of one unit at a quantity; null where the concept has no table or blocks.</summary>
    public abstract decimal? Price(int concept, decimal quantity);

    public abstract bool Has(ServiceFlags service);

    /// <summary>Whether a social programme is in force on the last day.</summary>
    public abstract bool IsIn(string programme);
}
