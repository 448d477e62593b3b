using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>What the legacy system answers: a reply that is still to be written, or a fault.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>A reply; what <paramref name="Fill"/> leaves out takes its contract's form of absence.</summary>
    public sealed record Reply(Func<RecordWriter, ValueTask> Fill) : Answer;

    public sealed record Refusal(SoapFault Fault) : Answer;

    /// <summary>A reply short enough to be written without waiting.</summary>
    public static Answer Of(Action<RecordWriter> fill) => new Reply(reply =>
    {
        fill(reply);
        return ValueTask.CompletedTask;
    });

    /// <summary>A reply that is one array, sent on while it is written.</summary>
    public static Answer List<T>(
        string returnElement, string itemElement, IEnumerable<T> items, Action<RecordWriter, T> fill) =>
        new Reply(reply => reply.ArrayAsync(returnElement, itemElement, items, fill, CancellationToken.None));
}
