using System.Buffers;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation;

/// <summary>A request to the native core, and all that its answer is made from.</summary>
/// <param name="Request">What stands in the operation's element.</param>
/// <param name="Book">Taken once for each request, so that its group and its answer come from the same.</param>
/// <param name="Store">Null where there is no database: then nothing is imported either.</param>
/// <param name="Today">At the utility.</param>
/// <param name="Output">Where the reply goes; after a failure part of it may have gone there.</param>
public sealed record NativeCall(
    Operation Operation, WireRecord Request, DebtBook Book, IUtilityRecords? Store, DateOnly Today,
    IBufferWriter<byte> Output, CancellationToken Cancellation)
{
    /// <summary>
    /// Asked beside legacy, for comparison: whatever it would change it takes back, and answers as if it had not.
    /// </summary>
    public bool IsRehearsal { get; init; }

    /// <summary>Names a command for ever: done under the same name again, it changes nothing.</summary>
    public string WriteName { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>What became of money, for those who compare effects; null where none was to be taken.</summary>
    public PaymentOutcome? Payment { get; set; }

    /// <exception cref="InvalidOperationException">There is no database.</exception>
    public IUtilityRecords Records =>
        Store ?? throw new InvalidOperationException($"{Operation.Name} needs a database.");

    /// <summary>The contract that a field of the request names; null where it is none that could exist.</summary>
    public ContractNumber? Contract(string field) =>
        Request.Number(field) is { } number and >= 0 and <= int.MaxValue ? new ContractNumber((int)number) : null;

    /// <summary>Writes the whole reply.</summary>
    public NativeOutcome Reply<T>(T item, Action<RecordWriter, T> fill)
    {
        ReplyWriter.Write(Output, Operation, item, fill);
        return NativeOutcome.Replied;
    }

    /// <summary>A reply that is one array, as JAX-RPC publishes them; one with no items is an empty element.</summary>
    /// <param name="element">Of the array itself.</param>
    /// <param name="itemElement">Of each item.</param>
    public NativeOutcome ReplyList<T>(
        string element, string itemElement, IEnumerable<T> items, Action<RecordWriter, T> fill) =>
        Reply(0, (reply, _) => reply.Record(element, list => list.Records(itemElement, items, fill)));

    /// <summary>A reply without a result.</summary>
    public NativeOutcome ReplyEmpty() => Reply(0, static (_, _) => { });
}
