namespace Strangler.Core.Tariffs.Files;

/// <summary>
/// The names of a plan file, by what holds them: the reader refuses others, and docs/tariff-plan.schema.json has the
/// same, as a test checks.
/// </summary>
internal static class PlanFormat
{
    public const string Plan = "plan", Rounding = "rounding", Season = "season", Charge = "charge", Corrector =
        "corrector",
        Price = "price", Table = "table", Blocks = "blocks", Row = "row", Above = "above", Percentage = "percentageOf",
        MeterSize = "meterSize", Band = "band", Modifier = "modifier", Tax = "tax";

    public static readonly IReadOnlyDictionary<string, string[]> Names = new Dictionary<string, string[]>
    {
        [Plan] =
        [
            "$schema", "code", "name", "use", "version", "from", "to", "source", "currency", "programmes",
            "changeInPeriod", "rounding", "seasons", "charges", "modifiers", "taxes",
        ],
        [Rounding] = ["lines", "total", "carry"],
        [Season] = ["name", "from", "to"],
        [Charge] =
        [
            "concept", "part", "name", "when", "quantity", "price", "perUnit", "proration", "tax", "seasonFactors",
            "correctors", "minimumQuantity", "minimumAmount", "from", "to", "informational", "obsolete",
            "oncePerAccount", "ledgerAccount",
        ],
        [Corrector] = ["name", "factor"],
        [Price] =
        [
            "table", "blocks", "flat", "perQuantity", "percentageOf", "byMeterSize", "formula", "perEvent", "timeOfDay",
            "byCategory",
        ],
        [Table] = ["rows", "perWholeM3", "above"],
        [Blocks] = ["rows", "policy", "annualLimits"],
        [Row] = ["from", "upTo", "fixed", "unit"],
        [Above] = ["fixed", "unit"],
        [Percentage] = ["concepts", "share"],
        [MeterSize] = ["fixed", "unit"],
        [Band] = ["name", "from", "to", "unit"],
        [Modifier] = ["kind", "concept", "part", "name", "value", "concepts", "when", "from", "to"],
        [Tax] = ["tax", "use", "concept", "rate", "from", "to"],
    };

    /// <summary>How a value of an enumeration is written: its name with a small first letter.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => $"{value}" is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
