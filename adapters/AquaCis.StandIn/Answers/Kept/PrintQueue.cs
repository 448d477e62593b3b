using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>What has been asked for in print since the stand-in started; no printer ever takes it.</summary>
internal sealed class PrintQueue(Changes changes)
{
    /// <summary>No more jobs of one person are kept; the oldest goes.</summary>
    public const int PerPersonLimit = 20;

    private const string Kind = "print-jobs";
    private readonly Lock _adding = new();

    public void Add(Func<int, PrintJob> draft)
    {
        PrintJob job = draft(changes.NextNumber());
        lock (_adding)
        {
            changes.SetRecord(Kind, job.Person, Of(job.Person).Prepend(job).Take(PerPersonLimit).ToList());
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PrintJob> Of(int person) => changes.FindRecord<List<PrintJob>>(Kind, person) ?? [];
}
