namespace Strangler.Core.Tariffs.Comparing;

/// <summary>One difference between two versions, as a person would say it.</summary>
/// <param name="Before">Null where it is new.</param>
/// <param name="After">Null where it is gone.</param>
/// <param name="Share">Of a price: by what share of it; null where it was nothing, is new, gone or no price.</param>
public sealed record PlanChange(string Subject, string What, string? Before, string? After, decimal? Share)
{
    public required bool IsPrice { get; init; }

    public override string ToString()
    {
        string about = Subject.Length == 0 ? What : What.Length == 0 ? Subject : $"{Subject}, {What}";
        string share = Share is { } by
            ? $" ({(by * 100).ToString("+0.00;-0.00", System.Globalization.CultureInfo.InvariantCulture)} %)" : "";
        return (Before, After) switch
        {
            (null, _) => $"{about}: new: {After}",
            (_, null) => $"{about}: gone: {Before}",
            _ => $"{about}: {Before} -> {After}{share}",
        };
    }
}
