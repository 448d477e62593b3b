using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs.Files;

/// <summary>Reads one charge of a plan file.</summary>
internal static class ChargeReader
{
    public static Charge Read(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Charge);
        return new Charge
        {
            Concept = fields.Whole("concept"),
            Part = fields.Whole("part"),
            Name = fields.Text("name"),
            Price = fields.Required("price") is { } price
                ? PriceReader.Read(reading, price) : new PriceMethod.Flat(0),
            When = fields.Formula("when", FormulaType.Truth),
            Quantity = fields.Formula("quantity", FormulaType.Number),
            PerUnit = fields.Truth("perUnit"),
            Proration = fields.Choice<Proration>("proration"),
            Tax = fields.Choice<TaxTiming>("tax"),
            SeasonFactors = fields.Prices("seasonFactors"),
            Correctors = [.. fields.List("correctors").Select(inner => Corrector(reading, inner))],
            MinimumQuantity = fields.Number("minimumQuantity", 0),
            MinimumAmount = fields.Number("minimumAmount", 0),
            From = fields.OptionalDate("from"),
            To = fields.OptionalDate("to"),
            Informational = fields.Truth("informational"),
            Obsolete = fields.Truth("obsolete"),
            OncePerAccount = fields.Truth("oncePerAccount"),
            LedgerAccount = fields.OptionalText("ledgerAccount"),
        };
    }

    private static Corrector Corrector(PlanReading reading, JsonPart part)
    {
        PlanFields fields = new(reading, part, PlanFormat.Corrector);
        Formula? factor = fields.Required("factor") is { } text ? fields.Formula(text, FormulaType.Number) : null;
        return new Corrector(fields.Text("name"), factor ?? new Formula("1", new FormulaNode.NumberLiteral(1)));
    }
}
