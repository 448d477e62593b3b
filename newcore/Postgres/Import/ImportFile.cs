namespace Strangler.Postgres.Import;

/// <summary>An opened file of the extract.</summary>
/// <param name="Name">For people, such as <c>factura.csv</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Read">
/// Fills in the next row, or rejects it; false behind the last. What it throws ends the whole import.
/// </param>
/// <param name="Position">Bytes read so far.</param>
/// <param name="Content">Closed when the file has been read.</param>
public sealed record ImportFile(
    string Name, long Length, Func<ImportRow, bool> Read, Func<long> Position, IDisposable Content);
