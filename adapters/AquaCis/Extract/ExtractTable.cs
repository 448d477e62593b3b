using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Strangler.AquaCis.Extract;

/// <summary>
/// One table of an AquaCIS extract, read row by row in constant memory: CSV, UTF-8, a header row, ISO dates, empty
/// for null. Columns are found by name, so their order and columns not asked for do not matter.
/// </summary>
/// <exception cref="ExtractException">From every member: what is wrong, in which file and line.</exception>
public sealed class ExtractTable : IDisposable
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        BufferSize = 256 * 1024,
        MaxRecordSize = 1024 * 1024,
        AllowLineBreaksInQuotes = false,
        TrackLineNumbers = true,
        PoolStrings = true,
        IncludeValuesInExceptions = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly CsvReader _csv;
    private readonly CancellationToken _cancellation;

    private ExtractTable(string fileName, Stream content, CsvReaderOptions options, CancellationToken cancellation)
    {
        FileName = fileName;
        _cancellation = cancellation;
        _csv = CsvReader.Create(content, options);
    }

    /// <summary>Without its directory.</summary>
    public string FileName { get; }

    /// <summary>Where the row just read stands; the header is line 1.</summary>
    public long Line => _csv.LineNumber;

    /// <summary>The byte of the file at which the row just read begins.</summary>
    public long Offset => _csv.ByteOffset;

    /// <param name="directory">Of the extract.</param>
    /// <param name="table">As in the AquaCIS database: "contrato" for contrato.csv.</param>
    /// <param name="cancellation">Ends a long reading between two rows.</param>
    /// <param name="refused">
    /// Told of each row that does not fit the header, which is then passed over; without it such a row is an error.
    /// </param>
    public static ExtractTable Open(
        string directory, string table, CancellationToken cancellation, Action<RefusedRow>? refused = null)
    {
        string fileName = table + ".csv";
        try
        {
            return Over(fileName, File.OpenRead(Path.Combine(directory, fileName)), cancellation, refused);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ExtractException($"{fileName}: the file is not in {directory}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"{fileName}: the file cannot be opened.", error);
        }
    }

    /// <summary>A table that is not a whole file; it is closed with this reader.</summary>
    /// <param name="refused">As of <see cref="Open"/>.</param>
    public static ExtractTable Over(
        string fileName, Stream content, CancellationToken cancellation, Action<RefusedRow>? refused = null)
    {
        ExtractTable table = new(fileName, content, refused is null ? Options : Lenient(refused), cancellation);
        try
        {
            table.ReadHeader();
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a file whose header lacks a column; what else it has does not matter.</summary>
    public void Require(IEnumerable<string> columns)
    {
        foreach (string column in columns)
        {
            PositionOf(column);
        }
    }

    /// <summary>Moves to the next row; false behind the last one.</summary>
    public bool Read()
    {
        _cancellation.ThrowIfCancellationRequested();
        try
        {
            return _csv.Read();
        }
        catch (CsvFormatException error)
        {
            throw new ExtractException($"{FileName}, line {error.LineNumber}: {error.Message}", error);
        }
        catch (IOException error)
        {
            throw new ExtractException($"{FileName}, after line {Line}: the file cannot be read on.", error);
        }
    }

    /// <summary>The text as it stands; empty stands for null.</summary>
    public string Text(string column)
    {
        int position = PositionOf(column);
        return Utf8.IsValid(_csv.GetSpan(position))
            ? _csv.GetString(position)
            : throw Refuse(column, "is not UTF-8");
    }

    /// <summary>Nothing stands there.</summary>
    public bool IsNull(string column) => Field(column).IsEmpty;

    public byte Byte(string column) => Number<byte>(column);

    public short Short(string column) => Number<short>(column);

    public int Int(string column) => Number<int>(column);

    public long Long(string column) => Number<long>(column);

    public short? OptionalShort(string column) => Field(column).IsEmpty ? null : Short(column);

    public byte? OptionalByte(string column) => Field(column).IsEmpty ? null : Byte(column);

    /// <summary>S yes, N no.</summary>
    public bool Flag(string column) => Field(column) switch
    {
        [(byte)'S'] => true,
        [(byte)'N'] => false,
        _ => throw Refuse(column, "is neither S nor N"),
    };

    /// <summary>A code of one ASCII character.</summary>
    public char Letter(string column) =>
        Field(column) is [< 0x80 and var only] ? (char)only : throw Refuse(column, "is not one letter");

    /// <summary>Exponents are accepted: legacy keeps its prices in double precision.</summary>
    public decimal Decimal(string column) =>
        decimal.TryParse(Field(column), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw Refuse(column, "is not a number");

    public DateOnly Date(string column) =>
        ExtractDate.TryParse(Field(column), out DateOnly day)
            ? day
            : throw Refuse(column, "is not a date such as 2026-01-31");

    public DateOnly? OptionalDate(string column) => Field(column).IsEmpty ? null : Date(column);

    /// <summary>A wall time of the utility, such as 2026-01-31T10:00:00, as an instant.</summary>
    public DateTimeOffset LocalTime(string column)
    {
        ReadOnlySpan<byte> text = Field(column);
        return text.Length == 19 && text[10] == (byte)'T' && ExtractDate.TryParse(text[..10], out DateOnly day)
            && ExtractDate.TryParseTime(text[11..], out TimeOnly time)
            ? UtilityTime.At(day, time)
            : throw Refuse(column, "is not a time such as 2026-01-31T10:00:00");
    }

    /// <summary>What is wrong with a column of the row just read, for the caller to throw.</summary>
    public ExtractException Refuse(string column, string reason) =>
        new(FileName, new RefusedRow(Line, $"{column} {reason}"));

    public void Dispose() => _csv.Dispose();

    private ReadOnlySpan<byte> Field(string column) => _csv.GetSpan(PositionOf(column));

    private T Number<T>(string column)
        where T : struct, IBinaryInteger<T> =>
        T.TryParse(Field(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T value)
            ? value
            : throw Refuse(column, "is not a whole number in range");

    private int PositionOf(string column) => _columns.TryGetValue(column, out int position)
        ? position
        : throw new ExtractException($"{FileName}, line 1: there is no column {column}.");

    private static CsvReaderOptions Lenient(Action<RefusedRow> refused) => Options with
    {
        MalformedData = CsvMalformedDataHandling.Skip,
        FieldCountMismatch = CsvFieldCountHandling.Skip,
        OnMalformedRecord = record => refused(new RefusedRow(
            record.LineNumber,
            record.Reason == CsvMalformedReason.FieldCountMismatch
                ? "it has not as many values as the header"
                : "its quotes do not close where a value ends")),
    };

    private void ReadHeader()
    {
        try
        {
            _csv.ReadHeader();
        }
        catch (CsvFormatException error)
        {
            throw new ExtractException($"{FileName}, line 1: {error.Message}", error);
        }

        foreach (string column in _csv.Headers)
        {
            if (!_columns.TryAdd(column, _columns.Count))
            {
                throw new ExtractException($"{FileName}, line 1: the column {column} stands there twice.");
            }
        }

        if (_columns.Count == 0)
        {
            throw new ExtractException($"{FileName}, line 1: there is no header.");
        }
    }
}
