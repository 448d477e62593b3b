using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>Invoices from the imported tables.</summary>
internal sealed class InvoiceRecords(Database database) : IInvoiceRecords
{
    public Task<Finding<IReadOnlyList<InvoiceRecord>>> ListAsync(
        IReadOnlyList<ContractNumber> contracts, IssuedBetween issued, int skip, int take,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, IInvoiceRecords.Limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contracts.Count, IInvoiceRecords.ContractLimit);
        int[] numbers = [.. contracts.Select(contract => contract.Value)];
        return ListAsync(
            numbers,
            Snapshot.Question(
                InvoiceSql.List, Snapshot.Is(numbers), Day(issued.From), Day(issued.Until), Snapshot.Is(skip),
                Snapshot.Is(take)),
            cancellation);
    }

    public Task<Finding<InvoiceCount>> CountAsync(
        ContractNumber contract, IssuedBetween issued, CancellationToken cancellation) => AskAsync(
        [contract.Value],
        [Snapshot.Question(InvoiceSql.Count, Snapshot.Is(contract.Value), Day(issued.From), Day(issued.Until))],
        async (reader, cancellation) => Findings.Known(new InvoiceCount(
            (int)(await reader.ListAsync(row => row.GetInt64(0), cancellation)).Single())),
        cancellation);

    public Task<Finding<IReadOnlyList<InvoiceRecord>>> FindAsync(
        IReadOnlyList<InvoiceKey> wanted, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted.Count, IInvoiceRecords.Limit);
        int[] contracts = [.. wanted.Select(key => key.Contract.Value)];
        int[] ids = [.. wanted.Select(key => key.Id)];
        return ListAsync(
            contracts, Snapshot.Question(InvoiceSql.Find, Snapshot.Is(contracts), Snapshot.Is(ids)), cancellation);
    }

    public Task<Finding<IReadOnlyList<InvoiceDetail>>> WithLinesAsync(
        ContractNumber contract, CancellationToken cancellation)
    {
        const int OneMore = IInvoiceRecords.Limit + 1;
        int[] contracts = [contract.Value];
        return AskAsync(
            contracts,
            [
                Snapshot.Question(
                    InvoiceSql.List, Snapshot.Is(contracts), Day(null), Day(null), Snapshot.Is(0),
                    Snapshot.Is(OneMore)),
                Snapshot.Question(InvoiceSql.LinesOfAll, Snapshot.Is(contract.Value), Snapshot.Is(OneMore)),
            ],
            async (reader, cancellation) =>
            {
                List<InvoiceRecord> invoices = await reader.ListAsync(InvoiceRows.Invoice, cancellation);
                ILookup<int, InvoiceLine> lines = (await reader.ListAsync(InvoiceRows.Line, cancellation))
                    .ToLookup(row => row.Invoice, row => row.Line);
                return invoices.Count == OneMore
                    ? Findings.None<IReadOnlyList<InvoiceDetail>>(FindingState.TooLong)
                    : Findings.Known<IReadOnlyList<InvoiceDetail>>(
                        [.. invoices.Select(invoice => new InvoiceDetail(invoice, [.. lines[invoice.Id]], []))]);
            },
            cancellation);
    }

    public Task<Finding<InvoiceDetail>> FindAsync(
        ContractNumber contract, string number, CancellationToken cancellation) =>
        DetailAsync(contract, number.Trim(), null, cancellation);

    public Task<Finding<InvoiceDetail>> FindAsync(InvoiceKey wanted, CancellationToken cancellation) =>
        DetailAsync(wanted.Contract, null, wanted.Id, cancellation);

    public Task<Finding<InvoiceOwner>> FirstOfCustomerAsync(int customer, CancellationToken cancellation) =>
        Snapshot.AskAsync(
            database, [Snapshot.Question(InvoiceSql.FirstOfCustomer, Snapshot.Is(customer))],
            async (reader, cancellation) =>
                (await reader.ListAsync(row => row.Optional<int>(0), cancellation)).Single() is { } contract
                    ? Findings.Known(new InvoiceOwner(new ContractNumber(contract)))
                    : Findings.None<InvoiceOwner>(FindingState.Unknown),
            cancellation);

    private Task<Finding<IReadOnlyList<InvoiceRecord>>> ListAsync(
        int[] contracts, NpgsqlBatchCommand question, CancellationToken cancellation) => AskAsync(
        contracts, [question],
        async (reader, cancellation) => Findings.Known<IReadOnlyList<InvoiceRecord>>(
            await reader.ListAsync(InvoiceRows.Invoice, cancellation)),
        cancellation);

    private Task<Finding<InvoiceDetail>> DetailAsync(
        ContractNumber contract, string? number, int? id, CancellationToken cancellation)
    {
        NpgsqlBatchCommand About(string sql) => Snapshot.Question(
            sql, Snapshot.Is(contract.Value), Snapshot.Optional(number, NpgsqlDbType.Varchar),
            Snapshot.Optional(id, NpgsqlDbType.Integer));

        return AskAsync(
            [contract.Value],
            [About(InvoiceSql.One), About(InvoiceSql.LinesOfOne), About(InvoiceSql.ReadingsOfOne)],
            async (reader, cancellation) =>
            {
                List<InvoiceRecord> invoice = await reader.ListAsync(InvoiceRows.Invoice, cancellation);
                var lines = await reader.ListAsync(InvoiceRows.Line, cancellation);
                List<InvoiceReading> readings = await reader.ListAsync(InvoiceRows.Reading, cancellation);
                return invoice is [var one]
                    ? Findings.Known(new InvoiceDetail(one, [.. lines.Select(row => row.Line)], readings))
                    : Findings.None<InvoiceDetail>(FindingState.Unknown);
            },
            cancellation);
    }

    /// <summary>Nothing is told of contracts of which not all is known.</summary>
    private Task<Finding<T>> AskAsync<T>(
        int[] contracts, IReadOnlyList<NpgsqlBatchCommand> questions,
        Func<NpgsqlDataReader, CancellationToken, Task<Finding<T>>> read, CancellationToken cancellation)
        where T : class => Snapshot.AskAsync(
        database, [Snapshot.Question(InvoiceSql.AnyWithheld, Snapshot.Is(contracts)), .. questions],
        async (reader, cancellation) =>
            (await reader.ListAsync(row => row.GetBoolean(0), cancellation)).Single()
                ? Findings.None<T>(FindingState.Withheld)
                : await read(reader, cancellation),
        cancellation);

    private static NpgsqlParameter Day(DateOnly? day) => Snapshot.Optional(day, NpgsqlDbType.Date);
}
