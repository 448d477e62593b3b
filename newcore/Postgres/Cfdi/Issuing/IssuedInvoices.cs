using Npgsql;
using Strangler.Cfdi.Documents;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>The rows of cfdi_invoice.</summary>
internal static class IssuedInvoices
{
    /// <summary>Again for what was written and not queued: a run that was cut off there.</summary>
    private const string AddSql = """
        INSERT INTO cfdi_invoice (
            contract, cycle, type, ordinal, version, number, kind, deferred, total, rfc, name, postal_code, regime,
            cfdi_use, rates, bases)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        ON CONFLICT (contract, cycle, type, ordinal, version) DO UPDATE SET deferred = excluded.deferred,
            total = excluded.total, rfc = excluded.rfc, name = excluded.name, postal_code = excluded.postal_code,
            regime = excluded.regime, cfdi_use = excluded.cfdi_use, rates = excluded.rates, bases = excluded.bases
        """;

    public static async Task AddAsync(
        Database database, IReadOnlyList<IssuedInvoice> issued, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlBatch batch = new(connection);
        foreach (IssuedInvoice one in issued)
        {
            NpgsqlBatchCommand command = new(AddSql);
            foreach (object value in Values(one))
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            batch.BatchCommands.Add(command);
        }

        if (issued.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <param name="row">Rates and bases in these columns.</param>
    public static IReadOnlyList<VatAmount> TaxesIn(NpgsqlDataReader row, int rates, int bases) =>
    [
        .. row.GetFieldValue<decimal?[]>(rates).Zip(
            row.GetFieldValue<decimal[]>(bases),
            (rate, taxed) => rate is { } percent ? VatAmount.Of(taxed, percent) : VatAmount.Exempt(taxed)),
    ];

    private static object[] Values(IssuedInvoice one) =>
    [
        one.Key.Contract.Value, CycleNumber.Of(one.Key.Cycle), one.Key.Type, one.Key.Ordinal, one.Source.Version,
        one.Source.Key, one.Source.Kind, one.IsDeferred, one.Total.Centavos, one.Receiver.Rfc, one.Receiver.Name,
        one.Receiver.PostalCode, one.Receiver.Regime, one.Receiver.Use,
        one.Taxes.Select(tax => tax.Factor == VatFactor.Exempt ? (decimal?)null : tax.Rate).ToArray(),
        one.Taxes.Select(tax => tax.Base).ToArray(),
    ];
}
