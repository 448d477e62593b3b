using Strangler.AquaCis.Extract;
using Strangler.AquaCis.StandIn.Storage;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>The readings of every service point.</summary>
internal sealed class ReadingShelf
{
    private readonly RowStore<Row> _rows = new();
    private readonly Codes _codes = new();
    private readonly ServicePointShelf _points;
    private readonly Chains _chains;

    private ReadingShelf(ServicePointShelf points) => (_points, _chains) = (points, new Chains(points.Count));

    /// <summary>Newest first; those of the time in which the contract was in force.</summary>
    public IReadOnlyList<Reading> Of(Contract contract)
    {
        long from = UtilityTime.At(contract.Since).ToUnixTimeSeconds();
        long to = contract.Until is { } last ? UtilityTime.At(last.AddDays(1)).ToUnixTimeSeconds() : long.MaxValue;
        return
        [
            .. _chains.Of(_points.SlotOf(contract.ServicePoint)).Select(row => _rows[row])
                .Where(row => row.At >= from && row.At < to).OrderByDescending(row => row.At).Select(ToReading),
        ];
    }

    public static ReadingShelf Load(ExtractFolder extract, ServicePointShelf points)
    {
        ReadingShelf shelf = new(points);
        extract.Each("poldetsum", shelf.Add);
        return shelf;
    }

    private void Add(ExtractTable row)
    {
        int slot = _points.SlotOf(row.Int("detpocid"));
        if (slot < 0)
        {
            throw row.Refuse("detpocid", "names no service point in ptoserv.csv");
        }

        _rows.Add(new Row(
            row.LocalTime("detfechale").ToUnixTimeSeconds(), row.Long("detlectura"), row.Int("detconsumo"),
            row.Int("detcontid"), row.OptionalShort("x_anno"), row.OptionalByte("x_pernum"), row.Letter("dettipo"),
            CodeOf(row, "detoriid"), CodeOf(row, "detobscod")));
        _chains.Add(slot);
    }

    private ushort CodeOf(ExtractTable row, string column) => _codes.TryAdd(row.Text(column), out ushort code)
        ? code
        : throw row.Refuse(column, "is one code too many");

    private Reading ToReading(Row row) => new(
        UtilityTime.Local(DateTimeOffset.FromUnixTimeSeconds(row.At)), _codes[row.Origin], row.Kind, _codes[row.Remark],
        row.Dial, row.Consumption, row.Meter, row.Year, row.Period);

    /// <param name="At">Seconds since 1970, UTC.</param>
    private readonly record struct Row(
        long At, long Dial, int Consumption, int Meter, short? Year, byte? Period, char Kind, ushort Origin,
            ushort Remark);
}
