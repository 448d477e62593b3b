namespace Strangler.Core.Tariffs;

public enum BlockPolicy
{
    /// <summary>Each block's part at its own price.</summary>
    AllTiers,

    /// <summary>All of it at the price of the block reached.</summary>
    TopTier,

    /// <summary>The fixed price of the block reached, and unit prices of all.</summary>
    FixedOfReached,
}
