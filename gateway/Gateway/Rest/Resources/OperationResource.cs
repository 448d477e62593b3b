using System.Buffers;
using System.Text.Json;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Json;
using Strangler.AquaCis.Translation;
using Strangler.Gateway.Native;
using Strangler.Gateway.Rest.Operations;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// A resource that an operation of AquaCIS stands behind: asked on the operation's own way, so that routes, modes and
/// writes that run once are the same whoever asks how.
/// </summary>
internal sealed class OperationResource(OperationCalls calls)
{
    /// <param name="read">Null where the reply says nothing.</param>
    /// <param name="status">Of success.</param>
    /// <param name="write">What the caller gets; the item is null where the reply has none.</param>
    /// <param name="nothing">In place of it where the reply has none.</param>
    public async Task AnswerAsync<T>(
        HttpContext context, Operation operation, Action<IBufferWriter<byte>> ask,
        Func<ReadOnlyMemory<byte>, OperationResult<T>?> read, int status, Action<Utf8JsonWriter, T?> write,
        Problem? nothing = null)
        where T : class
    {
        // What asks AquaCIS takes its own shape of the request.
        (string method, var match, var noneMatch) = (
            context.Request.Method, context.Request.Headers.IfMatch, context.Request.Headers.IfNoneMatch);
        using PooledReply request = new();
        ask(request);
        try
        {
            using OperationAnswer answer = await calls.AskAsync(context, operation, request.Bytes);
            context.Request.Method = method;
            (context.Request.Headers.IfMatch, context.Request.Headers.IfNoneMatch) = (match, noneMatch);
            OperationResult<T>? said = answer.Problem is null ? read(answer.Json.Bytes) : null;
            Problem? problem = answer.Problem ?? said switch
            {
                null => new Problem(ProblemTypes.LegacyFailed),
                { Code: 0, Item: null } => nothing,
                { Code: 0 } => null,
                { } refused => new Problem(ProblemTypes.Refused, refused.Message) { Code = $"{refused.Code}" },
            };
            if (problem is not null)
            {
                await problem.WriteAsync(context);
                return;
            }

            context.Response.StatusCode = status;
            await JsonAnswer.WriteAsync(context, said!.Item, write);
        }
        catch (JsonMistakeException mistake)
        {
            await Problem.BadRequest("", mistake.Message).WriteAsync(context);
        }
    }
}
