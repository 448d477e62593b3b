using Npgsql;
using Strangler.Cfdi.Cancelling;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>
/// Cancels what follows from the books: documents of payments that were taken back (03), and what has a stamped
/// substitute (01), the documents that relate to it first.
/// </summary>
public sealed class FlowCancellations(Database database, CancellationDesk desk)
{
    private const int Page = 500;

    private const string TakenBack = """
        FROM cfdi_payment p WHERE d.source_kind = 'payment' AND d.source_key = 'P-' || p.number
            AND NOT EXISTS (SELECT FROM cfdi_settlement s WHERE s.contract = p.contract AND s.source = p.source)
        """;

    /// <summary>What was not sent yet is given up.</summary>
    private const string WithdrawSql = $"""
        UPDATE cfdi_document d SET state = 'withdrawn', reason = 'The payment was taken back.'
        {TakenBack} AND d.state IN ('sealed', 'queued', 'parked') AND NOT d.may_be_stamped
        """;

    private const string StampedSql = $"""
        SELECT d.id FROM cfdi_document d WHERE d.state = 'stamped' AND d.superseded_by IS NULL AND d.id > $1
            AND EXISTS (SELECT {TakenBack})
            AND NOT EXISTS (SELECT FROM cfdi_cancellation c WHERE c.document = d.id AND c.state IN (
                'requested', 'waiting', 'rejected', 'refused', 'parked'))
        ORDER BY d.id LIMIT $2
        """;

    /// <returns>How many cancellations were begun and documents given up.</returns>
    public async Task<int> RequestAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand withdraw = database.Command(WithdrawSql);
        int done = await withdraw.ExecuteNonQueryAsync(cancellation);
        long last = 0;
        for (List<long> page = await PageAsync(last, cancellation); page.Count > 0;
            page = await PageAsync(last, cancellation))
        {
            foreach (long id in page)
            {
                done += await desk.RequestAsync(id, CancellationMotive.NotCarriedOut, null, cancellation)
                    is CancellationRequestOutcome.Begun ? 1 : 0;
            }

            last = page[^1];
        }

        return done + await desk.RequestSupersededAsync(cancellation);
    }

    private async Task<List<long>> PageAsync(long after, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(StampedSql).With(after, Page);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<long> found = [];
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(reader.GetInt64(0));
        }

        return found;
    }
}
