using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>How a charge's lines are made. Adds none, one or several to the bill.</summary>
internal abstract class CompiledPrice
{
    public abstract void AddLines(RatingState state, CompiledCharge charge);

    /// <summary>The unrounded price of one unit at a quantity; null where price() does not apply.</summary>
    public virtual decimal? Of(decimal quantity) => null;
}
