using Strangler.Cfdi.Documents;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>What should be looked at of a source that has a document.</summary>
/// <param name="Kind">invoice, note, payment, global, global-credit.</param>
/// <param name="Key">The source's number.</param>
/// <param name="Version">Of the document that was queued last.</param>
public sealed record WarningLine(string Kind, string Key, int Version, DocumentRefusal Reason, DateTimeOffset At);
