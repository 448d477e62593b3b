using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Copying;

namespace Strangler.Postgres.Billing;

/// <summary>Copies a chunk's documents, lines and drafts into their tables.</summary>
internal static class ChunkRows
{
    public const string DocumentColumns =
        "total, tax, contract, cycle, run, chunk, place, from_day, to_day, issued, due, type, ordinal, service_area, "
        + "quantity, carried";

    private const short DocumentColumnCount = 16;

    public const string LineColumns =
        "amount, tax, contract, cycle, plan, type, ordinal, line, concept, part, parent, meter_size, informational, "
        + "quantity, fixed_price, unit_price, factor, up_to, tax_rate";

    private const short LineColumnCount = 19;

    /// <summary>For one table of one chunk.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task CopyDocumentsAsync(
        NpgsqlConnection connection, ChunkClaim claim, ChunkResult result, CancellationToken cancellation)
    {
        await using BinaryCopy rows = await BinaryCopy.BeginAsync(
            connection, $"billing_document ({DocumentColumns})", Limit, cancellation);
        foreach (DocumentRow document in result.Documents)
        {
            Write(rows.Row, claim, document);
            await rows.EndRowAsync(cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    public static async Task CopyLinesAsync(
        NpgsqlConnection connection, ChunkResult result, Dictionary<TariffPlan, int> plans,
        CancellationToken cancellation)
    {
        await using BinaryCopy rows = await BinaryCopy.BeginAsync(
            connection, $"billing_line ({LineColumns})", Limit, cancellation);
        int at = 0;
        Dictionary<int, short> firstOf = [];
        foreach (DocumentRow document in result.Documents)
        {
            firstOf.Clear();
            for (short line = 1; line <= document.Lines; line++, at++)
            {
                RatedLine rated = result.Lines[at];
                short? parent = firstOf.TryAdd(rated.Concept, line) ? null : firstOf[rated.Concept];
                Write(rows.Row, document.Key, line, parent, rated, plans[rated.Plan]);
                await rows.EndRowAsync(cancellation);
            }
        }

        await rows.CompleteAsync(cancellation);
    }

    private static void Write(CopyBuffer row, ChunkClaim claim, in DocumentRow document)
    {
        DocumentKey key = document.Key;
        row.StartRow(DocumentColumnCount);
        row.Add(document.Total.Centavos);
        row.Add(document.Tax.Centavos);
        row.Add(key.Contract.Value);
        row.Add(CycleNumber.Of(key.Cycle));
        row.Add(claim.Run);
        row.Add(claim.Number);
        row.Add(document.Place);
        row.Add(document.Dates.From);
        row.Add(document.Dates.To);
        row.Add(document.Dates.Issued);
        row.Add(document.Dates.Due);
        row.Add(key.Type);
        row.Add(key.Ordinal);
        row.Add(document.ServiceArea);
        row.Add(document.Quantity);
        row.Add(document.Carried);
    }

    private static void Write(
        CopyBuffer row, DocumentKey key, short number, short? parent, in RatedLine line, int plan)
    {
        row.StartRow(LineColumnCount);
        row.Add(line.Amount.Centavos);
        row.Add(line.Tax.Centavos);
        row.Add(key.Contract.Value);
        row.Add(CycleNumber.Of(key.Cycle));
        row.Add(plan);
        row.Add(key.Type);
        row.Add(key.Ordinal);
        row.Add(number);
        row.Add((short)line.Concept);
        row.Add((short)line.Part);
        AddUnless(row, parent is null, parent ?? 0);
        AddUnless(row, line.MeterSize == 0, (short)line.MeterSize);
        row.Add(line.Informational);
        row.Add(line.Quantity);
        AddUnless(row, line.FixedPrice == 0, line.FixedPrice);
        AddUnless(row, line.UnitPrice == 0, line.UnitPrice);
        AddUnless(row, line.Factor == 1, line.Factor);
        AddUnless(row, line.UpTo is null, line.UpTo ?? 0);
        AddUnless(row, line.TaxRate == 0, line.TaxRate);
    }

    private static void AddUnless(CopyBuffer row, bool isNothing, short value)
    {
        if (isNothing)
        {
            row.AddNull();
        }
        else
        {
            row.Add(value);
        }
    }

    private static void AddUnless(CopyBuffer row, bool isNothing, decimal value)
    {
        if (isNothing)
        {
            row.AddNull();
        }
        else
        {
            row.Add(value);
        }
    }
}
