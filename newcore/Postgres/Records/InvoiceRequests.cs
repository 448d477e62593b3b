using Npgsql;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>What customers want done about their invoices, kept in tables of our own.</summary>
internal sealed class InvoiceRequests(Database database) : IInvoiceRequests
{
    public Task<FindingState> ComplainAsync(
        InvoiceKey invoice, bool rehearsal, CancellationToken cancellation) => ChangeAsync(
        transaction => InvoiceComplaintEffect.ApplyAsync(transaction, invoice, cancellation), rehearsal, cancellation);

    public Task<FindingState> PrintAsync(
        PrintRequest request, DateOnly today, bool rehearsal, CancellationToken cancellation) => ChangeAsync(
        transaction => PrintRequestEffect.ApplyAsync(transaction, request, today, cancellation), rehearsal,
        cancellation);

    private async Task<FindingState> ChangeAsync(
        Func<NpgsqlTransaction, Task<FindingState>> change, bool rehearsal, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        FindingState state = await change(transaction);
        if (!rehearsal)
        {
            await transaction.CommitAsync(cancellation);
        }

        return state;
    }
}
