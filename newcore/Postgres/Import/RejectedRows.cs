namespace Strangler.Postgres.Import;

/// <summary>The rows of a file that could not be read, while its good ones are on their way to the database.</summary>
internal sealed class RejectedRows(string file)
{
    /// <summary>More is no extract with faults, whatever its size.</summary>
    private const int Limit = 200_000;

    private readonly List<RejectedRow> _rows = [];

    public IReadOnlyList<RejectedRow> Rows => _rows;

    public void Add(ImportRow row)
    {
        if (_rows.Count == Limit)
        {
            throw new ImportException(
                FormattableString.Invariant($"{file}: more than {Limit:N0} rows are bad, so nothing was imported. ")
                + FormattableString.Invariant($"The last read: line {row.Line}: {row.Rejection}."));
        }

        _rows.Add(new RejectedRow(row.Line, row.Rejection!, row.Whose));
    }
}
