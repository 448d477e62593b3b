using Npgsql;
using NpgsqlTypes;

namespace Strangler.Postgres.Import;

/// <summary>
/// The values of one row, by position of <see cref="ImportTable.Columns"/>; used again for the next row.
/// </summary>
public sealed class ImportRow(ImportTable table)
{
    private readonly bool[] _present = new bool[table.Columns.Count];
    private readonly long[] _numbers = new long[table.Columns.Count];
    private readonly decimal[] _exact = new decimal[table.Columns.Count];
    private readonly string[] _texts = new string[table.Columns.Count];
    private readonly int _whose = table.Rules.WhoseColumn is { } column
        ? table.Columns.ToList().FindIndex(known => known.Name == column)
        : -1;

    public ImportTable Table => table;

    /// <summary>Of the file; the header is line 1.</summary>
    public long Line { get; private set; }

    /// <summary>Why the row cannot be taken in, without any value of it; null for a good row.</summary>
    public string? Rejection { get; private set; }

    /// <summary>By which it may be found whose row it is, even of a bad one.</summary>
    internal int? Whose => _whose >= 0 && _present[_whose] ? (int)_numbers[_whose] : null;

    /// <summary>All values are null again.</summary>
    public void Begin(long line)
    {
        Line = line;
        Rejection = null;
        Array.Clear(_present);
    }

    /// <summary>The first reason stands.</summary>
    public void Reject(string reason) => Rejection ??= reason;

    /// <summary>Any number without decimals, a flag as 1 or 0; an amount in centavos.</summary>
    public void Set(int column, long value) => (_numbers[column], _present[column]) = (value, true);

    public void Set(int column, decimal value) => (_exact[column], _present[column]) = (value, true);

    public void Set(int column, string value) => (_texts[column], _present[column]) = (value, true);

    public void Set(int column, DateOnly value) => Set(column, value.DayNumber);

    public void Set(int column, DateTimeOffset value) => Set(column, value.UtcTicks);

    internal async Task WriteAsync(NpgsqlBinaryImporter importer, CancellationToken cancellation)
    {
        await importer.StartRowAsync(cancellation);
        await importer.WriteAsync(Line, NpgsqlDbType.Bigint, cancellation);
        for (int column = 0; column < _present.Length; column++)
        {
            await (_present[column]
                ? WriteAsync(importer, column, cancellation)
                : importer.WriteNullAsync(cancellation));
        }
    }

    private Task WriteAsync(NpgsqlBinaryImporter importer, int column, CancellationToken cancellation)
    {
        long number = _numbers[column];
        return table.Columns[column].Kind switch
        {
            ImportKind.Small => importer.WriteAsync((short)number, NpgsqlDbType.Smallint, cancellation),
            ImportKind.Whole or ImportKind.ContractNumber =>
                importer.WriteAsync((int)number, NpgsqlDbType.Integer, cancellation),
            ImportKind.Centavos => importer.WriteAsync(number, NpgsqlDbType.Bigint, cancellation),
            ImportKind.Exact => importer.WriteAsync(_exact[column], NpgsqlDbType.Numeric, cancellation),
            ImportKind.Flag => importer.WriteAsync(number != 0, NpgsqlDbType.Boolean, cancellation),
            ImportKind.Date =>
                importer.WriteAsync(DateOnly.FromDayNumber((int)number), NpgsqlDbType.Date, cancellation),
            ImportKind.Instant => importer.WriteAsync(
                new DateTimeOffset(number, TimeSpan.Zero), NpgsqlDbType.TimestampTz, cancellation),
            _ => importer.WriteAsync(_texts[column], NpgsqlDbType.Text, cancellation),
        };
    }
}
