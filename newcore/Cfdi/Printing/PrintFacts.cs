namespace Strangler.Cfdi.Printing;

/// <summary>
/// What a customer wants to know and the fiscal document does not say; whatever is not known is left out of the print.
/// </summary>
/// <param name="Contract">As written to the customer.</param>
/// <param name="Address">Where the water goes.</param>
/// <param name="Period">In words.</param>
/// <param name="Readings">Of the period, oldest first.</param>
/// <param name="History">Oldest first; the last ones are drawn.</param>
/// <param name="Payment">What is to be paid, against what; null: nothing.</param>
/// <param name="Explanations">By the description of a line, how its amount came about.</param>
/// <param name="Messages">For this customer, before those of the style.</param>
/// <param name="IsCancelled">SAT has cancelled it, which is then written across.</param>
public sealed record PrintFacts(
    string? Contract, string? ServiceArea, string? Address, string? Period, string? Use,
    IReadOnlyList<PrintedReading> Readings, IReadOnlyList<PrintedUse> History, PrintedDebt? Payment,
    IReadOnlyDictionary<string, string> Explanations, IReadOnlyList<string> Messages, bool IsCancelled = false)
{
    public static PrintFacts None { get; } = new(
        null, null, null, null, null, [], [], null, new Dictionary<string, string>(), []);
}
