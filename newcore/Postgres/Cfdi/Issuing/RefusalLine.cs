using Strangler.Cfdi.Documents;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>A reason for which a source has no document.</summary>
/// <param name="Kind">invoice, note, payment, global.</param>
/// <param name="Key">The source's number.</param>
/// <param name="Tries">Runs that met it.</param>
public sealed record RefusalLine(
    string Kind, string Key, DocumentRefusal Reason, int Tries, DateTimeOffset FirstAt, DateTimeOffset LastAt);
