namespace Strangler.Core.Records;

/// <summary>What customers want done about their invoices. Each is kept once, whatever is sent again.</summary>
public interface IInvoiceRequests
{
    /// <summary>Says that a customer complains about an invoice; said again, it changes nothing.</summary>
    /// <param name="rehearsal">Does all but keep it.</param>
    Task<FindingState> ComplainAsync(InvoiceKey invoice, bool rehearsal, CancellationToken cancellation);

    /// <summary>Takes down that invoices are to be printed; asked again on the same day, it changes nothing.</summary>
    /// <param name="rehearsal">Does all but keep it.</param>
    /// <returns><see cref="FindingState.TooLong"/> where too many wait already.</returns>
    Task<FindingState> PrintAsync(
        PrintRequest request, DateOnly today, bool rehearsal, CancellationToken cancellation);
}
