using Microsoft.Win32.SafeHandles;
using Strangler.AquaCis.Extract;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>
/// The lines of every invoice. They are most of an extract and seldom asked for, so they stay in their file: all are
/// read and checked once, and only where each invoice's lines stand is kept, twelve bytes for each.
/// </summary>
internal sealed class LineShelf : IDisposable
{
    private const string Table = "linfactura";

    /// <summary>Bytes of one invoice's lines.</summary>
    private const int LengthLimit = 1024 * 1024;

    private readonly InvoiceShelf _invoices;
    private readonly SafeFileHandle _file;
    private readonly byte[] _header;
    private readonly long[] _starts;
    private readonly int[] _lengths;

    private LineShelf(InvoiceShelf invoices, SafeFileHandle file, long[] starts, int[] lengths, long headerLength)
    {
        (_invoices, _file, _starts, _lengths) = (invoices, file, starts, lengths);
        _header = new byte[headerLength];
        Fill(_header, 0);
    }

    /// <summary>As numbered by legacy.</summary>
    public IReadOnlyList<InvoiceLine> Of(int invoice)
    {
        int owner = _invoices.RowOf(invoice);
        if (owner < 0 || _lengths[owner] == 0)
        {
            return [];
        }

        byte[] text = new byte[_header.Length + _lengths[owner]];
        _header.CopyTo(text, 0);
        Fill(text.AsSpan(_header.Length), _starts[owner]);
        using ExtractTable rows = ExtractTable.Over(Table + ".csv", new MemoryStream(text), CancellationToken.None);
        List<InvoiceLine> lines = [];
        while (rows.Read())
        {
            lines.Add(ReadLine(rows));
        }

        return lines;
    }

    public static LineShelf Load(ExtractFolder extract, InvoiceShelf invoices)
    {
        long[] starts = new long[invoices.Count];
        int[] lengths = new int[invoices.Count];
        (long header, int open, long openAt) = (0, -1, 0);
        extract.Each(Table, row =>
        {
            header = header == 0 ? row.Offset : header;
            ReadLine(row);
            int owner = OwnerOf(row, invoices);
            if (owner == open)
            {
                return;
            }

            Close(row.Offset, row);
            if (starts[owner] != 0)
            {
                throw row.Refuse("linfacid", "stands apart from the other lines of its invoice");
            }

            (open, openAt, starts[owner]) = (owner, row.Offset, row.Offset);
        });
        SafeFileHandle file = File.OpenHandle(extract.PathOf(Table));
        Close(RandomAccess.GetLength(file), null);
        return new LineShelf(invoices, file, starts, lengths, header);

        void Close(long end, ExtractTable? row)
        {
            if (open >= 0)
            {
                lengths[open] = end - openAt <= LengthLimit
                    ? (int)(end - openAt)
                    : throw row?.Refuse("linfacid", "follows an invoice of too many lines")
                        ?? new ExtractException($"{Table}.csv: the last invoice has too many lines.");
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static int OwnerOf(ExtractTable row, InvoiceShelf invoices) =>
        invoices.RowOf(row.Int("linfacid")) is var owner and >= 0
            ? owner
            : throw row.Refuse("linfacid", "names no invoice in factura.csv");

    private static InvoiceLine ReadLine(ExtractTable row) => new(
        row.Short("lincptoid"), row.Int("linttarid"), row.Date("linfecapli"), row.Short("linscptoid"),
        row.Decimal("linfaccant"), row.Decimal("linfprefij"), row.Decimal("linfprepro"), row.Decimal("linfacimpo"),
        row.Decimal("linfacimpu"));

    private void Fill(Span<byte> buffer, long offset)
    {
        while (buffer.Length > 0)
        {
            int read = RandomAccess.Read(_file, buffer, offset);
            if (read == 0)
            {
                throw new ExtractException($"{Table}.csv: the file has become shorter while it was in use.");
            }

            buffer = buffer[read..];
            offset += read;
        }
    }
}
