using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>Replies that say nothing but how the call went.</summary>
internal static class ResultReplies
{
    /// <summary>The return element is the result itself.</summary>
    public static NativeOutcome ReplyResult(this NativeCall call, string returnElement, WireResult result) =>
        call.Reply(
            (returnElement, result),
            static (reply, said) => reply.Record(said.returnElement, said.result, WireResult.Write));

    /// <summary>The return element holds the result, and is otherwise absent.</summary>
    public static NativeOutcome ReplyResultWithin(this NativeCall call, string returnElement, WireResult result) =>
        call.Reply(
            (returnElement, result),
            static (reply, said) => reply.Record(
                said.returnElement, said.result,
                static (record, result) => record.Record("resultado", result, WireResult.Write)));
}
