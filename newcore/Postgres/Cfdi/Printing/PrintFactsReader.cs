using Npgsql;
using Strangler.Cfdi.Printing;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Records;

namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>Finds what a fiscal document is about, and what its customer wants to know of that.</summary>
internal sealed class PrintFactsReader(Database database)
{
    private readonly InvoiceRecords _invoices = new(database);

    /// <param name="contract">Whose it is, for an invoice that legacy made; null where that is not known.</param>
    /// <returns>Null where no billing document has this number.</returns>
    public async Task<PrintSubject?> SubjectAsync(
        string number, ContractNumber? contract, CancellationToken cancellation)
    {
        if (NumberSeries.TryRead(number, out NumberSeries series, out long at))
        {
            List<PrintSubject> found = await ListAsync(
                PrintSql.Subject, [series.Prefix, series.ServiceArea, series.Year, at], TakeSubject, cancellation);
            if (found.Count > 0)
            {
                return found[0];
            }
        }

        return contract is { } owner
            && (await _invoices.FindAsync(owner, number, cancellation)).Facts is { Invoice: var invoice }
            ? new PrintSubject(owner, invoice.Cycle, null, null, invoice.Due, invoice.Owed)
            : null;
    }

    public async Task<PrintFacts> ReadAsync(PrintSubject subject, bool isCancelled, CancellationToken cancellation)
    {
        int contract = subject.Contract.Value;
        (string Area, short Use)[] place = [.. await ListAsync(
            PrintSql.Place, [contract], row => (row.GetString(0), row.GetInt16(1)), cancellation)];
        List<PrintedReading> readings = await ListAsync(
            PrintSql.Readings, [contract, subject.Cycle.Year, (short)subject.Cycle.Period],
            row => new PrintedReading(
                row.GetString(0), row.GetFieldValue<DateOnly>(1), PrintWords.Kind(row.GetString(2)), row.GetInt32(3),
                row.GetInt32(4)),
            cancellation);
        List<PrintedUse> history = await ListAsync(
            PrintSql.History, [contract, CycleNumber.Of(subject.Cycle)],
            row => new PrintedUse(
                PrintWords.Short(row.GetInt16(0), row.GetInt16(1)), row.GetInt64(2),
                row.GetInt16(0) == subject.Cycle.Year && row.GetInt16(1) == subject.Cycle.Period),
            cancellation);
        history.Reverse();
        return PrintFacts.None with
        {
            Contract = subject.Contract.ToString(),
            ServiceArea = place is [var known, ..] ? known.Area : null,
            Use = place is [var one, ..] ? PrintWords.Use(one.Use) : null,
            Period = PrintWords.Long(subject.Cycle),
            Readings = readings,
            History = history,
            Payment = subject.Owed > Money.Zero && !isCancelled ? DebtOf(subject) : null,
            Explanations = await ExplanationsAsync(subject, cancellation),
            IsCancelled = isCancelled,
        };
    }

    private static PrintedDebt DebtOf(PrintSubject subject) => new(
        subject.Owed, subject.Due, PaymentReference.Of(subject.Contract),
        PaymentReference.BarCode(subject.Contract, subject.Owed, subject.Due));

    private async Task<IReadOnlyDictionary<string, string>> ExplanationsAsync(
        PrintSubject subject, CancellationToken cancellation)
    {
        if (subject.Type is not { } type)
        {
            return PrintFacts.None.Explanations;
        }

        List<(short Concept, string Part)> parts = await ListAsync(
            PrintSql.Lines, [subject.Contract.Value, CycleNumber.Of(subject.Cycle), type, subject.Ordinal],
            row => (row.GetInt16(0), PrintWords.Part(
                row.GetDecimal(1), row.Optional<decimal>(2), row.Optional<decimal>(3), new Money(row.GetInt64(4)))),
            cancellation);
        return PrintWords.Explanations(parts);
    }

    private async Task<List<T>> ListAsync<T>(
        string sql, object?[] values, Func<NpgsqlDataReader, T> take, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(sql).With(values);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ListAsync(take, cancellation);
    }

    private static PrintSubject TakeSubject(NpgsqlDataReader row) => new(
        new ContractNumber(row.GetInt32(0)), CycleNumber.Read(row.GetInt32(1)), row.GetInt16(2), row.GetInt16(3),
        row.GetFieldValue<DateOnly>(4), new Money(row.GetInt64(5)));
}
