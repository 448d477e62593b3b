namespace Strangler.Postgres.Import;

/// <summary>What an import did.</summary>
/// <param name="Version">Of the imported data; higher than before where <paramref name="Changed"/>.</param>
/// <param name="Quarantined">The first rows that were not taken in.</param>
public sealed record ImportReport(
    long Version, bool Changed, IReadOnlyList<ImportCounts> Files, IReadOnlyList<QuarantinedRow> Quarantined);
