using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Failures;

namespace Strangler.AquaCis.StandIn.Serving;

/// <summary>Answers one call as AquaCIS does, or misbehaves as asked.</summary>
internal sealed partial class SoapEndpoint(
    AnswerTable answers, FailurePlan failures, TimeProvider clock, long bodyLimit, ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger<SoapEndpoint>();

    public async Task AnswerAsync(HttpContext http)
    {
        if (ContractCatalog.AquaCis.FindServiceByPath(http.Request.Path.Value) is not { } service)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("wsdl"))
        {
            await PublishAsync(http, service);
        }
        else if (HttpMethods.IsPost(http.Request.Method))
        {
            await AnswerAsync(http, service);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = "GET, POST";
        }
    }

    private static async Task PublishAsync(HttpContext http, ServiceContract service)
    {
        HttpRequest request = http.Request;
        string host = request.Host.HasValue
            ? request.Host.Value
            : $"{http.Connection.LocalIpAddress}:{http.Connection.LocalPort}";
        byte[] wsdl = WsdlWriter.Write(service, $"{request.Scheme}://{host}{request.Path}");
        await SendAsync(http, StatusCodes.Status200OK, wsdl);
    }

    private async Task AnswerAsync(HttpContext http, ServiceContract service)
    {
        try
        {
            SoapRequest request = await SoapRequestReader.ReadAsync(
                http.Request.Body, http.Request.ContentType, service, bodyLimit, http.RequestAborted);
            if (failures.Hit(request.Operation) is not { } failure
                || !await FailureActs.ActAsync(failure, http, () => RenderAsync(request, http.RequestAborted), clock))
            {
                await WriteAsync(http, request.Operation, answers.For(request));
            }
        }
        catch (SoapReadException error)
        {
            await FaultAsync(http, StatusCodes.Status500InternalServerError, FaultCode.Client, error.Message);
        }
        catch (BadHttpRequestException error)
        {
            await FaultAsync(http, error.StatusCode, FaultCode.Client, "The request could not be read.");
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.CallerGone(_log, service.Name);
        }
        catch (Exception error)
        {
            Log.Failed(_log, error, service.Name);
            await FaultAsync(
                http, StatusCodes.Status500InternalServerError, FaultCode.Server,
                    "The operation could not be answered.");
        }
    }

    private static async Task WriteAsync(HttpContext http, Operation operation, Answer answer)
    {
        if (answer is not Answer.Reply reply)
        {
            await SendAsync(
                http, StatusCodes.Status500InternalServerError, ((Answer.Refusal)answer).Fault.ToBytes());
            return;
        }

        http.Response.ContentType = SoapEnvelope.ContentType;

        // A writer of our own, so that an answer that fails before its first part has left can still become a fault.
        PipeWriter output = PipeWriter.Create(http.Response.Body, new StreamPipeWriterOptions(leaveOpen: true));
        try
        {
            await ReplyWriter.WriteAsync(output, operation, reply.Fill, http.RequestAborted);
            await output.CompleteAsync();
        }
        catch (Exception error)
        {
            await output.CompleteAsync(error);
            throw;
        }
    }

    private async ValueTask<(int Status, byte[] Body)> RenderAsync(SoapRequest request, CancellationToken cancellation)
    {
        Answer answer = answers.For(request);
        if (answer is not Answer.Reply reply)
        {
            return (StatusCodes.Status500InternalServerError, ((Answer.Refusal)answer).Fault.ToBytes());
        }

        using MemoryStream body = new();
        PipeWriter output = PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true));
        await ReplyWriter.WriteAsync(output, request.Operation, reply.Fill, cancellation);
        await output.CompleteAsync();
        return (StatusCodes.Status200OK, body.ToArray());
    }

    private static async Task FaultAsync(HttpContext http, int status, FaultCode code, string message)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        await SendAsync(http, status, new SoapFault(code, message).ToBytes());
    }

    private static async Task SendAsync(HttpContext http, int status, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = SoapEnvelope.ContentType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Debug, "A caller of {Service} went away before its answer")]
        public static partial void CallerGone(ILogger log, string service);

        [LoggerMessage(3002, LogLevel.Error, "An operation of {Service} could not be answered")]
        public static partial void Failed(ILogger log, Exception error, string service);
    }
}
