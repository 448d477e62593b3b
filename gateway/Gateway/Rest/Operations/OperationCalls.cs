using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Json;
using Strangler.AquaCis.Soap;
using Strangler.Gateway.Classification;
using Strangler.Gateway.Native;

namespace Strangler.Gateway.Rest.Operations;

/// <summary>
/// Asks an operation on behalf of a JSON caller. The request becomes SOAP and goes the way of all SOAP requests, so
/// routes, modes, shadow, limits and metrics are the same; the answer comes back as JSON.
/// </summary>
internal sealed class OperationCalls(SoapPipeline pipeline, IOptions<RestOptions> options)
{
    private static readonly string[] OwnHeaders =
    [
        "Authorization", "X-Api-Key", "Accept", "Accept-Encoding", "Cookie", "If-Match", "If-None-Match",
        "Content-Encoding", "Transfer-Encoding", IdempotencyKey.Header,
    ];

    /// <summary>From Server on they tell who made AquaCIS's.</summary>
    private static readonly string[] AnswerHeaders =
    [
        "Content-Type", "Content-Length", "Content-Encoding", "Set-Cookie", "Server", "X-Powered-By",
        "X-AspNet-Version", "Via",
    ];

    private readonly WireAccount? _account = options.Value.Account();

    /// <param name="json">As the operation's contract has it.</param>
    /// <exception cref="JsonMistakeException">It is not.</exception>
    public async Task<OperationAnswer> AskAsync(HttpContext context, Operation operation, ReadOnlyMemory<byte> json)
    {
        using PooledReply soap = new();
        JsonRequestTranslator.Write(soap, operation, json.Span, _account);
        using ReplyBody answer = new();
        IHttpResponseBodyFeature sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        Dress(context.Request, operation, soap.Bytes);
        context.Features.Set<IHttpResponseBodyFeature>(answer);
        try
        {
            await pipeline.HandleAsync(context);
        }
        finally
        {
            context.Features.Set(sent);
        }

        Undress(context.Response);
        return Translate(operation, answer);
    }

    private static OperationAnswer Translate(Operation operation, ReplyBody answer)
    {
        PooledReply json = new();
        if (answer.Refusal is { } refusal)
        {
            return new OperationAnswer(json, OperationAnswer.Of(refusal));
        }

        MemoryMarshal.TryGetArray(answer.Bytes, out ArraySegment<byte> bytes);
        JsonReply reply = JsonReplyTranslator.Write(json, operation, bytes);
        return new OperationAnswer(json, OperationAnswer.Of(reply));
    }

    /// <summary>Makes the request look as a SOAP consumer's; what is for the gateway alone is taken off.</summary>
    private static void Dress(HttpRequest request, Operation operation, ReadOnlyMemory<byte> soap)
    {
        IHeaderDictionary headers = request.Headers;
        foreach (string name in OwnHeaders)
        {
            headers.Remove(name);
        }

        headers["SOAPAction"] = "\"\"";
        request.Method = HttpMethods.Post;
        request.Path = ContractCatalog.ServicesPath + operation.Service;
        request.QueryString = QueryString.Empty;
        request.ContentType = SoapEnvelope.ContentType;
        request.ContentLength = soap.Length;
        RequestPipe pipe = new(soap);
        request.HttpContext.Features.Set(new Classified.Known(operation));
        request.HttpContext.Features.Set<IRequestBodyPipeFeature>(pipe);
        request.HttpContext.Features.Set<IHttpRequestBodyDetectionFeature>(pipe);
    }

    /// <summary>What the pipeline set for a SOAP consumer does not fit JSON.</summary>
    private static void Undress(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status200OK;
        foreach (string name in AnswerHeaders)
        {
            response.Headers.Remove(name);
        }
    }

    private sealed class RequestPipe(ReadOnlyMemory<byte> body)
        : IRequestBodyPipeFeature, IHttpRequestBodyDetectionFeature
    {
        /// <summary>What came as GET has one, too: else it would be sent on to AquaCIS without.</summary>
        public bool CanHaveBody => true;

        public PipeReader Reader { get; } = PipeReader.Create(new ReadOnlySequence<byte>(body));
    }
}
