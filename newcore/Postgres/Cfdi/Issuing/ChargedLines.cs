using Npgsql;
using Strangler.Cfdi.Building;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Reads what billing documents charge.</summary>
internal sealed class ChargedLines(Database database)
{
    private static readonly decimal[] Rates = [0.16m, 0.08m, 0m];

    private const string Sql = """
        SELECT l.contract, l.cycle, l.type, l.ordinal, l.concept, coalesce(t.name, ''), l.quantity, l.amount, l.tax,
            l.tax_rate
        FROM unnest($1::integer[], $2::integer[], $3::smallint[], $4::smallint[], $5::smallint[])
            AS k (contract, cycle, type, ordinal, area)
        JOIN billing_line l ON l.contract = k.contract AND l.cycle = k.cycle AND l.type = k.type
            AND l.ordinal = k.ordinal
        LEFT JOIN legacy_charge_type t ON t.service_area = k.area AND t.id = l.concept
        WHERE NOT l.informational ORDER BY l.contract, l.cycle, l.type, l.ordinal, l.line
        """;

    public async Task<Dictionary<DocumentKey, List<ChargedLine>>> ReadAsync(
        IReadOnlyList<(DocumentKey Key, short ServiceArea)> documents, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql).With(
            documents.Select(one => one.Key.Contract.Value).ToArray(),
            documents.Select(one => CycleNumber.Of(one.Key.Cycle)).ToArray(),
            documents.Select(one => one.Key.Type).ToArray(), documents.Select(one => one.Key.Ordinal).ToArray(),
            documents.Select(one => one.ServiceArea).ToArray());
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        Dictionary<DocumentKey, List<ChargedLine>> found = [];
        while (await row.ReadAsync(cancellation))
        {
            DocumentKey key = new(
                new ContractNumber(row.GetInt32(0)), CycleNumber.Read(row.GetInt32(1)), row.GetInt16(2),
                row.GetInt16(3));
            if (!found.TryGetValue(key, out List<ChargedLine>? lines))
            {
                found.Add(key, lines = []);
            }

            Money amount = new(row.GetInt64(7));
            lines.Add(new ChargedLine(
                row.GetInt16(4), row.GetString(5), row.GetDecimal(6), amount,
                row.IsDBNull(9) ? RateOf(amount, new Money(row.GetInt64(8))) : row.GetDecimal(9)));
        }

        return found;
    }

    /// <summary>A note's lines bear the tax without its rate: the one that comes nearest.</summary>
    private static decimal RateOf(Money amount, Money tax) => tax == Money.Zero || amount == Money.Zero
        ? 0
        : Rates.MinBy(rate => Math.Abs((amount.Pesos * rate) - tax.Pesos));
}
