using Strangler.AquaCis.Extract;
using Strangler.Postgres.Import;

namespace Strangler.ParallelRun.Import;

/// <summary>Reads a table of an extract for the import: values by their legacy names, bad rows with a reason.</summary>
internal sealed class ExtractRows
{
    private const int HighestContract = 99_999_999;

    /// <summary>Pesos; more than any bill, and far from what centavos in 64 bits can hold.</summary>
    private const decimal HighestAmount = 1_000_000_000_000m;

    /// <summary>Rows one after another that do not even fit the header.</summary>
    private const int UnreadableLimit = 100_000;

    private readonly Queue<RefusedRow> _unreadable = [];
    private readonly ExtractTable _table;
    private readonly string[] _columns;
    private bool _pending;

    private ExtractRows(string directory, ImportTable table, CancellationToken cancellation)
    {
        ExtractNames names = ExtractNames.All[table.Name];
        _columns = [.. table.Columns.Select(column => names[column.Name])];
        _table = ExtractTable.Open(directory, names.Table, cancellation, Remember);
    }

    /// <exception cref="ExtractException">The file is missing, has another header, or was cut off.</exception>
    public static ImportFile Open(string directory, ImportTable table, CancellationToken cancellation)
    {
        ExtractRows rows = new(directory, table, cancellation);
        try
        {
            rows._table.Require(rows._columns);
            string path = Path.Combine(directory, rows._table.FileName);
            RequireWhole(path, rows._table.FileName);
            return new ImportFile(
                rows._table.FileName, new FileInfo(path).Length, rows.Read, () => rows._table.Offset, rows._table);
        }
        catch
        {
            rows._table.Dispose();
            throw;
        }
    }

    /// <summary>A file that was cut off ends somewhere in a row, and that row may look right: 580 cut to 58.</summary>
    private static void RequireWhole(string path, string fileName)
    {
        using FileStream file = File.OpenRead(path);
        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() is not ('\n' or '\r'))
        {
            throw new ExtractException($"{fileName}: the last line does not end, so the file was cut off.");
        }
    }

    private bool Read(ImportRow row)
    {
        if (!_pending && _unreadable.Count == 0)
        {
            _pending = _table.Read();
        }

        // Rows that were passed over on the way to a good one come before it.
        if (_unreadable.TryDequeue(out RefusedRow? unreadable))
        {
            row.Begin(unreadable.Line);
            row.Reject(unreadable.Reason);
            return true;
        }

        if (!_pending)
        {
            return false;
        }

        _pending = false;
        row.Begin(_table.Line);
        for (int column = 0; column < _columns.Length; column++)
        {
            Read(row, column);
        }

        return true;
    }

    private void Read(ImportRow row, int column)
    {
        try
        {
            ImportColumn known = row.Table.Columns[column];
            string name = _columns[column];
            if (!known.Optional || !_table.IsNull(name))
            {
                ReadValue(row, column, known, name);
            }
        }
        catch (ExtractException error) when (error.Row is { } refused)
        {
            // The other values are read all the same: one of them may say whose row it is.
            row.Reject(refused.Reason);
        }
    }

    private void ReadValue(ImportRow row, int column, ImportColumn known, string name)
    {
        switch (known.Kind)
        {
            case ImportKind.Small:
                row.Set(column, (long)_table.Short(name));
                break;
            case ImportKind.Whole:
                row.Set(column, (long)_table.Int(name));
                break;
            case ImportKind.ContractNumber:
                int number = _table.Int(name);
                row.Set(column, number is >= 0 and <= HighestContract
                    ? (long)number
                    : throw _table.Refuse(name, "has more than eight digits"));
                break;
            case ImportKind.Centavos:
                row.Set(column, Centavos(name));
                break;
            case ImportKind.Exact:
                row.Set(column, _table.Decimal(name));
                break;
            case ImportKind.Flag:
                row.Set(column, _table.Flag(name) ? 1L : 0L);
                break;
            case ImportKind.Date:
                row.Set(column, _table.Date(name));
                break;
            case ImportKind.Instant:
                row.Set(column, _table.LocalTime(name));
                break;
            default:
                row.Set(column, Text(name, known));
                break;
        }
    }

    private long Centavos(string name)
    {
        decimal centavos = _table.Decimal(name) is var pesos and >= -HighestAmount and <= HighestAmount
            ? pesos * 100m
            : throw _table.Refuse(name, "is too large for an amount");
        return centavos == decimal.Truncate(centavos)
            ? (long)centavos
            : throw _table.Refuse(name, "is not an amount in whole centavos");
    }

    private string Text(string name, ImportColumn known)
    {
        string text = known.Kind == ImportKind.Code ? _table.Text(name).Trim() : _table.Text(name);
        return text.Length > known.Longest
            ? throw _table.Refuse(name, $"has more than {known.Longest} characters")
            : text.Contains('\0') ? throw _table.Refuse(name, "holds a character that no text has") : text;
    }

    private void Remember(RefusedRow row)
    {
        if (_unreadable.Count == UnreadableLimit)
        {
            throw new ExtractException(_table.FileName, row);
        }

        _unreadable.Enqueue(row);
    }
}
