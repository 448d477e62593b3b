using Npgsql;
using Strangler.Cfdi.Building;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Reads receipts of the public: paid invoices whose holders have no RFC and that have no document.</summary>
internal sealed class GlobalReceipts(Database database, IssuerProfile profile)
{
    /// <summary>Paid in full by payments alone, the last of them on a day of the span.</summary>
    private const string FreeSql = """
        SELECT d.contract, d.cycle, d.type, d.ordinal, d.number
        FROM billing_document_now d
        JOIN legacy_contract c ON c.number = d.contract
        JOIN legacy_customer u ON u.id = c.customer
        JOIN legacy_person p ON p.id = u.person
        JOIN LATERAL (
            SELECT sum(s.amount) AS paid, max(s.settled_on) AS last FROM cfdi_settlement s
            WHERE s.contract = d.contract AND s.cycle = d.cycle AND s.type = d.type AND s.ordinal = d.ordinal
              AND s.is_payment) pay ON pay.paid = d.total
        WHERE d.type = 1 AND d.total > 0 AND d.issued >= $1 AND d.status NOT IN (1, 4)
          AND pay.last BETWEEN $2 AND $3 AND upper(trim(p.tax_id)) IN ('', 'XAXX010101000')
          AND NOT EXISTS (
            SELECT FROM cfdi_global_receipt g WHERE g.contract = d.contract AND g.cycle = d.cycle AND g.type = d.type
                AND g.ordinal = d.ordinal)
          AND NOT EXISTS (SELECT FROM cfdi_living f WHERE f.source_kind = 'invoice' AND f.source_key = d.number)
        ORDER BY pay.last, d.contract, d.cycle
        """;

    private const string OfSql = """
        SELECT g.contract, g.cycle, g.type, g.ordinal, g.invoice, d.service_area, d.total, (
            SELECT CASE WHEN s.is_set_off THEN 17::smallint ELSE m.form END FROM cfdi_settlement s
            LEFT JOIN native_payment m ON m.contract = s.contract AND s.source = 'payment/' || m.write
            WHERE s.contract = d.contract AND s.cycle = d.cycle AND s.type = d.type AND s.ordinal = d.ordinal
              AND s.is_payment ORDER BY s.amount DESC LIMIT 1)
        FROM cfdi_global_receipt g JOIN billing_document d ON d.contract = g.contract AND d.cycle = g.cycle
            AND d.type = g.type AND d.ordinal = g.ordinal
        WHERE g.number = $1 AND ($2::text IS NULL AND NOT g.is_out OR g.invoice = $2) ORDER BY g.invoice
        """;

    public async Task<List<(DocumentKey Key, string Invoice)>> FreeAsync(
        GlobalSpan span, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(FreeSql).With(profile.From, span.From, span.To);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<(DocumentKey, string)> free = [];
        while (await row.ReadAsync(cancellation))
        {
            free.Add((KeyIn(row), row.GetString(4)));
        }

        return free;
    }

    /// <summary>Of a global document.</summary>
    /// <param name="invoice">Only this one; null: all that have not left it.</param>
    public async Task<List<Receipt>> OfAsync(long number, string? invoice, CancellationToken cancellation)
    {
        List<(DocumentKey Key, string Invoice, short Area, Money Total, short? Form)> rows = [];
        await using (NpgsqlCommand command = database.Command(OfSql).With(number, invoice))
        {
            await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                rows.Add((KeyIn(row), row.GetString(4), row.GetInt16(5), new Money(row.GetInt64(6)),
                    row.IsDBNull(7) ? null : row.GetInt16(7)));
            }
        }

        Dictionary<DocumentKey, List<ChargedLine>> lines = await new ChargedLines(database).ReadAsync(
            [.. rows.Select(one => (one.Key, one.Area))], cancellation);
        return
        [
            .. rows.Select(one => new Receipt(
                one.Invoice, profile.FormOf(one.Form), one.Total, Parts(lines.GetValueOrDefault(one.Key, [])))),
        ];
    }

    /// <summary>By rate; the bill's rounding is not taxable, and below zero it is taken off the lowest rate.</summary>
    private static List<(decimal? Rate, Money Net)> Parts(List<ChargedLine> lines)
    {
        List<(decimal? Rate, Money Net)> parts =
        [
            .. lines.Where(line => line.Concept != RatedBill.RoundingConcept).GroupBy(line => line.TaxRate)
                .OrderBy(rate => rate.Key)
                .Select(rate => ((decimal?)rate.Key, new Money(rate.Sum(line => line.Amount.Centavos)))),
        ];
        long rounding = lines.Where(line => line.Concept == RatedBill.RoundingConcept)
            .Sum(line => line.Amount.Centavos);
        if (rounding > 0)
        {
            parts.Add((null, new Money(rounding)));
        }
        else if (rounding < 0 && parts.FindIndex(part => part.Net.Centavos > -rounding) is >= 0 and int at)
        {
            decimal less = rounding / (100m * (1 + parts[at].Rate!.Value));
            parts[at] = (parts[at].Rate, parts[at].Net + Money.FromPesos(less));
        }

        return parts;
    }

    private static DocumentKey KeyIn(NpgsqlDataReader row) => new(
        new ContractNumber(row.GetInt32(0)), CycleNumber.Read(row.GetInt32(1)), row.GetInt16(2), row.GetInt16(3));
}
