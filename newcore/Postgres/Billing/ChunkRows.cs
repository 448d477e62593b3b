using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Billing;

/// <summary>Copies a chunk's documents, lines and drafts into their tables.</summary>
internal static class ChunkRows
{
    public const string DocumentColumns =
        "total, tax, contract, cycle, run, chunk, place, from_day, to_day, issued, due, type, ordinal, service_area, "
        + "quantity, carried";

    public const string LineColumns =
        "amount, tax, contract, cycle, plan, type, ordinal, line, concept, part, parent, meter_size, informational, "
        + "quantity, fixed_price, unit_price, factor, up_to, tax_rate";

    /// <summary>For one table of one chunk.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task CopyDocumentsAsync(
        NpgsqlConnection connection, ChunkClaim claim, ChunkResult result, CancellationToken cancellation)
    {
        await using NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync(
            $"COPY billing_document ({DocumentColumns}) FROM STDIN (FORMAT BINARY)", cancellation);
        rows.Timeout = Limit;
        foreach (DocumentRow document in result.Documents)
        {
            await rows.StartRowAsync(cancellation);
            Write(rows, claim, document);
        }

        await rows.CompleteAsync(cancellation);
    }

    public static async Task CopyLinesAsync(
        NpgsqlConnection connection, ChunkResult result, Dictionary<TariffPlan, int> plans,
        CancellationToken cancellation)
    {
        await using NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync(
            $"COPY billing_line ({LineColumns}) FROM STDIN (FORMAT BINARY)", cancellation);
        rows.Timeout = Limit;
        int at = 0;
        Dictionary<int, short> firstOf = [];
        foreach (DocumentRow document in result.Documents)
        {
            firstOf.Clear();
            for (short line = 1; line <= document.Lines; line++, at++)
            {
                RatedLine rated = result.Lines[at];
                short? parent = firstOf.TryAdd(rated.Concept, line) ? null : firstOf[rated.Concept];
                await rows.StartRowAsync(cancellation);
                Write(rows, document.Key, line, parent, rated, plans[rated.Plan]);
            }
        }

        await rows.CompleteAsync(cancellation);
    }

    private static void Write(NpgsqlBinaryImporter rows, ChunkClaim claim, in DocumentRow document)
    {
        DocumentKey key = document.Key;
        rows.Write(document.Total.Centavos, NpgsqlDbType.Bigint);
        rows.Write(document.Tax.Centavos, NpgsqlDbType.Bigint);
        rows.Write(key.Contract.Value, NpgsqlDbType.Integer);
        rows.Write(CycleNumber.Of(key.Cycle), NpgsqlDbType.Integer);
        rows.Write(claim.Run, NpgsqlDbType.Integer);
        rows.Write(claim.Number, NpgsqlDbType.Integer);
        rows.Write(document.Place, NpgsqlDbType.Integer);
        rows.Write(document.Dates.From, NpgsqlDbType.Date);
        rows.Write(document.Dates.To, NpgsqlDbType.Date);
        rows.Write(document.Dates.Issued, NpgsqlDbType.Date);
        rows.Write(document.Dates.Due, NpgsqlDbType.Date);
        rows.Write(key.Type, NpgsqlDbType.Smallint);
        rows.Write(key.Ordinal, NpgsqlDbType.Smallint);
        rows.Write(document.ServiceArea, NpgsqlDbType.Smallint);
        rows.Write(document.Quantity, NpgsqlDbType.Numeric);
        rows.Write(document.Carried, NpgsqlDbType.Numeric);
    }

    private static void Write(
        NpgsqlBinaryImporter rows, DocumentKey key, short number, short? parent, in RatedLine line, int plan)
    {
        rows.Write(line.Amount.Centavos, NpgsqlDbType.Bigint);
        rows.Write(line.Tax.Centavos, NpgsqlDbType.Bigint);
        rows.Write(key.Contract.Value, NpgsqlDbType.Integer);
        rows.Write(CycleNumber.Of(key.Cycle), NpgsqlDbType.Integer);
        rows.Write(plan, NpgsqlDbType.Integer);
        rows.Write(key.Type, NpgsqlDbType.Smallint);
        rows.Write(key.Ordinal, NpgsqlDbType.Smallint);
        rows.Write(number, NpgsqlDbType.Smallint);
        rows.Write((short)line.Concept, NpgsqlDbType.Smallint);
        rows.Write((short)line.Part, NpgsqlDbType.Smallint);
        WriteUnless(rows, parent is null, parent ?? 0, NpgsqlDbType.Smallint);
        WriteUnless(rows, line.MeterSize == 0, (short)line.MeterSize, NpgsqlDbType.Smallint);
        rows.Write(line.Informational, NpgsqlDbType.Boolean);
        rows.Write(line.Quantity, NpgsqlDbType.Numeric);
        WriteUnless(rows, line.FixedPrice == 0, line.FixedPrice, NpgsqlDbType.Numeric);
        WriteUnless(rows, line.UnitPrice == 0, line.UnitPrice, NpgsqlDbType.Numeric);
        WriteUnless(rows, line.Factor == 1, line.Factor, NpgsqlDbType.Numeric);
        WriteUnless(rows, line.UpTo is null, line.UpTo ?? 0, NpgsqlDbType.Numeric);
        WriteUnless(rows, line.TaxRate == 0, line.TaxRate, NpgsqlDbType.Numeric);
    }

    private static void WriteUnless<T>(NpgsqlBinaryImporter rows, bool isNothing, T value, NpgsqlDbType type)
    {
        if (isNothing)
        {
            rows.WriteNull();
        }
        else
        {
            rows.Write(value, type);
        }
    }
}
