namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>Invoices that a caller wants printed, or sent, together.</summary>
/// <param name="Person">Who asked, and finds it in the queue.</param>
/// <param name="Contracts">Whose invoices.</param>
/// <param name="From">First day of issue; null for no limit.</param>
/// <param name="Until">Last day of issue; null for no limit.</param>
internal sealed record PrintJob(
    int Number, int Person, string? Description, IReadOnlyList<int> Contracts, DateOnly? From, DateOnly? Until,
    DateTimeOffset Asked);
