using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Cutover;

/// <summary>Writes the opening documents and settlements of a batch of contracts.</summary>
internal sealed class OpeningWriter(NpgsqlConnection connection, BillingGroup group)
{
    private const string Prefix = "O";

    private const string DocumentsSql = """
        INSERT INTO billing_document (contract, cycle, type, ordinal, total, tax, run, chunk, place, from_day, to_day,
            issued, due, service_area, quantity, carried)
        SELECT w.contract, w.cycle, $1, w.ordinal, w.total, w.tax, $2, $3, w.place, w.issued, w.issued, w.issued, w.due,
            $4, 0, 0
        FROM unnest($5::integer[], $6::integer[], $7::smallint[], $8::bigint[], $9::bigint[], $10::integer[],
            $11::date[], $12::date[]) AS w (contract, cycle, ordinal, total, tax, place, issued, due)
        """;

    private const string NamesSql = """
        INSERT INTO cutover_document (contract, legacy_invoice, cycle, type, ordinal, legacy_number)
        SELECT w.contract, w.invoice, w.cycle, $1, w.ordinal, w.number
        FROM unnest($2::integer[], $3::integer[], $4::integer[], $5::smallint[], $6::varchar[])
            AS w (contract, invoice, cycle, ordinal, number)
        """;

    private const string SettleSql = """
        INSERT INTO receivable_settlement (contract, cycle, type, ordinal, position, amount, settled_on, source)
        SELECT w.contract, w.cycle, w.type, w.ordinal, coalesce((
                SELECT max(position) FROM receivable_settlement s WHERE s.contract = w.contract AND s.cycle = w.cycle
                    AND s.type = w.type AND s.ordinal = w.ordinal), 0) + 1, w.amount, $1, $2
        FROM unnest($3::integer[], $4::integer[], $5::smallint[], $6::smallint[], $7::bigint[])
            AS w (contract, cycle, type, ordinal, amount)
        """;

    private const string ContractsSql = """
        INSERT INTO cutover_contract AS c (contract, credit, carried)
        SELECT w.contract, w.credit, coalesce((
            SELECT v.value FROM legacy_contract_variable v WHERE v.contract = w.contract AND v.kind = 102
            ORDER BY v.since DESC LIMIT 1), 0)
        FROM unnest($1::integer[], $2::bigint[]) AS w (contract, credit)
        ON CONFLICT (contract) DO UPDATE SET credit = c.credit + EXCLUDED.credit, carried = EXCLUDED.carried
        """;

    public async Task SettleAsync(
        IReadOnlyList<(DocumentKey Document, Money Amount)> settlements, DateOnly day, string source,
        CancellationToken cancellation)
    {
        if (settlements.Count == 0)
        {
            return;
        }

        await using NpgsqlCommand command = new(SettleSql, connection);
        command.AddValue(day);
        command.AddValue(source);
        Add(command, settlements, NpgsqlDbType.Integer, one => one.Document.Contract.Value);
        Add(command, settlements, NpgsqlDbType.Integer, one => CycleNumber.Of(one.Document.Cycle));
        Add(command, settlements, NpgsqlDbType.Smallint, one => one.Document.Type);
        Add(command, settlements, NpgsqlDbType.Smallint, one => one.Document.Ordinal);
        Add(command, settlements, NpgsqlDbType.Bigint, one => one.Amount.Centavos);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <param name="changes">By how much what is held for each contract's customer changes.</param>
    public async Task SaveContractsAsync(
        IReadOnlyList<(int Contract, Money Credit)> changes, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ContractsSql, connection);
        Add(command, changes, NpgsqlDbType.Integer, one => one.Contract);
        Add(command, changes, NpgsqlDbType.Bigint, one => one.Credit.Centavos);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Call it last: the number series are locked from here to the commit.</summary>
    public async Task AddDocumentsAsync(
        IReadOnlyList<OpeningDocument> documents, CancellationToken cancellation)
    {
        if (documents.Count == 0)
        {
            return;
        }

        int chunk = await SingleDocuments.AddChunkAsync(
            connection, documents.Min(one => one.Key.Contract.Value), documents.Max(one => one.Key.Contract.Value),
            documents.Count, 0, documents.Sum(one => one.Debt.Tax.Centavos),
            documents.Sum(one => one.Debt.Amount.Centavos), cancellation);
        Dictionary<NumberSeries, int> wanted = [];
        int[] places = [.. documents.Select(one => PlaceOf(one, wanted))];
        await using NpgsqlCommand command = new(DocumentsSql, connection);
        command.AddValue(OpeningPlan.DocumentType);
        command.AddValue(SingleDocuments.Run);
        command.AddValue(chunk);
        command.AddValue(group.ServiceArea);
        Add(command, documents, NpgsqlDbType.Integer, one => one.Key.Contract.Value);
        Add(command, documents, NpgsqlDbType.Integer, one => CycleNumber.Of(one.Key.Cycle));
        Add(command, documents, NpgsqlDbType.Smallint, one => one.Key.Ordinal);
        Add(command, documents, NpgsqlDbType.Bigint, one => one.Debt.Amount.Centavos);
        Add(command, documents, NpgsqlDbType.Bigint, one => one.Debt.Tax.Centavos);
        Add(command, places, NpgsqlDbType.Integer, place => place);
        Add(command, documents, NpgsqlDbType.Date, one => one.Debt.Issued);
        Add(command, documents, NpgsqlDbType.Date, one => one.Debt.Due);
        await command.ExecuteNonQueryAsync(cancellation);
        await NameAsync(documents, cancellation);
        await DocumentNumbers.TakeAsync(connection, SingleDocuments.Run, chunk, wanted, cancellation);
    }

    private async Task NameAsync(IReadOnlyList<OpeningDocument> documents, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(NamesSql, connection);
        command.AddValue(OpeningPlan.DocumentType);
        Add(command, documents, NpgsqlDbType.Integer, one => one.Key.Contract.Value);
        Add(command, documents, NpgsqlDbType.Integer, one => one.Debt.Invoice);
        Add(command, documents, NpgsqlDbType.Integer, one => CycleNumber.Of(one.Key.Cycle));
        Add(command, documents, NpgsqlDbType.Smallint, one => one.Key.Ordinal);
        Add(command, documents, NpgsqlDbType.Varchar, one => one.Debt.Number);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private int PlaceOf(OpeningDocument document, Dictionary<NumberSeries, int> wanted)
    {
        NumberSeries series = new(Prefix, group.ServiceArea, (short)document.Debt.Issued.Year);
        int place = wanted.GetValueOrDefault(series);
        wanted[series] = place + 1;
        return place;
    }

    private static void Add<TRow, T>(
        NpgsqlCommand command, IEnumerable<TRow> rows, NpgsqlDbType type, Func<TRow, T> value) =>
        command.Parameters.Add(new NpgsqlParameter<T[]>
        {
            TypedValue = [.. rows.Select(value)],
            NpgsqlDbType = NpgsqlDbType.Array | type,
        });
}
