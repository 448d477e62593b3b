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

    /// <summary>Which of the rule's rows, bands or events it is; 0 where there is one.</summary>
    public int Row { get; set; }

    /// <summary>The band of the day, category or event code; null where there is none.</summary>
    public string? Item { get; set; }

    /// <summary>The season it was priced in; null outside of seasons.</summary>
    public string? Season { get; set; }

    /// <summary>0 where the price does not depend on it.</summary>
    public int MeterSize { get; set; }

    public decimal Quantity { get; set; }
    public decimal FixedPrice { get; set; }
    public decimal UnitPrice { get; set; }

    /// <summary>What proration, units, season and correctors made of the price; 1 where nothing.</summary>
    public decimal Factor { get; set; }

    /// <summary>The minimum amount of the rule decided, not its price.</summary>
    public bool Minimum { get; set; }

    /// <summary>Pesos before rounding to centavos; with tax where the price includes it.</summary>
    public decimal Exact { get; set; }

    /// <summary>Without tax.</summary>
    public Money Amount { get; set; }

    public decimal TaxRate { get; set; }

    /// <summary>
    /// What the tax was taken of: the amount, after discounts where the rule says so; zero if never taxed.
    /// </summary>
    public Money TaxBase { get; set; }

    public Money Tax { get; set; }

    /// <summary>Shown only: no money.</summary>
    public bool Informational { get; set; }

    /// <summary>The rate in millionths while taxes are still to be taken; -1: only the decimal is exact.</summary>
    internal long TaxMillionths { get; set; }

    /// <summary>Its part of the bill's discounts and top-ups, in pesos.</summary>
    internal decimal Allocated { get; set; }

    /// <summary>Pesos without tax: exact, or of whole centavos as the plan's rounding says.</summary>
    internal readonly decimal Value(bool centavos) => centavos || Informational
        ? Amount.Pesos
        : Rule?.Tax == TaxTiming.Included ? Exact / (1 + TaxRate) : Exact;
}
