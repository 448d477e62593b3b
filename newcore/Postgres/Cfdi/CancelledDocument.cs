namespace Strangler.Postgres.Cfdi;

/// <summary>What a cancellation needs to know of its document.</summary>
/// <param name="Total">The characters of the document.</param>
internal sealed record CancelledDocument(
    long Id, string State, string Issuer, string Receiver, string Total, Guid? Uuid, string? Pac, DateOnly Issued);
