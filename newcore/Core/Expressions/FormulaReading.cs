namespace Strangler.Core.Expressions;

/// <summary>What became of a text that should be a formula.</summary>
public abstract record FormulaReading
{
    private FormulaReading()
    {
    }

    public sealed record Read(Formula Formula) : FormulaReading;

    /// <summary>All wrong names and types at once; after an error of form, what stood before it.</summary>
    public sealed record Refused(IReadOnlyList<FormulaError> Errors) : FormulaReading;
}
