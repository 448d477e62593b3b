using Strangler.Core.Identity;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>One line of a rated bill, with all that explains its amount.</summary>
public struct RatedLine
{
    /// <summary>The plan version that priced it.</summary>
    public TariffPlan Plan { get; set; }

    /// <summary>The rule: the charge or modifier; null for the rounding line.</summary>
    public Charge? Rule { get; set; }

    public BillModifier? Modifier { get; set; }

    public int Concept { get; set; }
    public int Part { get; set; }

    /// <summary>The limit of the price row that was chosen; null where there is none.</summary>
    public decimal? UpTo { get; set; }

    /// <summary>0 where the price does not depend on it.</summary>
    public int MeterSize { get; set; }

    public decimal Quantity { get; set; }
    public decimal FixedPrice { get; set; }
    public decimal UnitPrice { get; set; }

    /// <summary>What proration, units, season and correctors made of the price; 1 where nothing.</summary>
    public decimal Factor { get; set; }

    /// <summary>Pesos before rounding to centavos.</summary>
    public decimal Exact { get; set; }

    /// <summary>Without tax.</summary>
    public Money Amount { get; set; }

    public decimal TaxRate { get; set; }
    public Money Tax { get; set; }

    /// <summary>Shown only: no money.</summary>
    public bool Informational { get; set; }
}
