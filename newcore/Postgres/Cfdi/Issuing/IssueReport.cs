namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>What a run did so far.</summary>
/// <param name="Queued">Documents built, sealed, judged and queued.</param>
/// <param name="Refused">Sources whose refusals were written down; they are tried again by the next run.</param>
/// <param name="Waiting">Sources that wait for the stamp of a document they speak of.</param>
public sealed record IssueReport(int Queued, int Refused, int Waiting)
{
    public static readonly IssueReport Nothing = new(0, 0, 0);

    public static IssueReport operator +(IssueReport left, IssueReport right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new IssueReport(
            left.Queued + right.Queued, left.Refused + right.Refused, left.Waiting + right.Waiting);
    }
}
