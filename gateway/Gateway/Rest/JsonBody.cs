using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Strangler.Gateway.Intake;
using Strangler.Gateway.Native;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest;

/// <summary>Reads JSON bodies within their limits, against the clock of all intake.</summary>
internal sealed class JsonBody(IOptions<IntakeOptions> intake)
{
    private readonly DeadlinePool _deadlines = new(intake.Value.PrefixTimeout);

    /// <summary>The body, or why there is none.</summary>
    /// <param name="limit">Bytes.</param>
    public async ValueTask<(RequestBody? Body, Problem? Problem)> ReadAsync(HttpContext context, long limit)
    {
        HttpRequest request = context.Request;
        if (!IsJson(request.ContentType) || request.Headers.ContentEncoding.Count > 0)
        {
            return (null, new Problem(ProblemTypes.WrongMedia));
        }

        if (request.ContentLength > limit)
        {
            return (null, TooLarge(limit));
        }

        PooledReply buffer = new();
        Problem? problem = null;
        CancellationTokenSource deadline = _deadlines.Start();
        try
        {
            problem = await ReadAsync(request.BodyReader, buffer, limit, deadline.Token);
        }
        catch (BadHttpRequestException error)
        {
            problem = error.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => TooLarge(limit),
                StatusCodes.Status408RequestTimeout => new Problem(ProblemTypes.TooSlow),
                _ => new Problem(ProblemTypes.BadRequest, "The request could not be read to its end."),
            };
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            problem = new Problem(ProblemTypes.TooSlow);
        }
        finally
        {
            _deadlines.Stop(deadline);
            if (problem is not null)
            {
                buffer.Dispose();
            }
        }

        return problem is null ? (new RequestBody(buffer), null) : (null, problem);
    }

    private static async ValueTask<Problem?> ReadAsync(
        PipeReader reader, PooledReply buffer, long limit, CancellationToken cancellation)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellation);
            if (buffer.Bytes.Length + read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return TooLarge(limit);
            }

            foreach (ReadOnlyMemory<byte> part in read.Buffer)
            {
                buffer.Write(part.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return buffer.Bytes.IsEmpty
                    ? Problem.BadRequest("", "The body is empty; send {} where there is nothing to say.")
                    : null;
            }
        }
    }

    /// <summary>With any parameter; another charset than UTF-8 is not JSON.</summary>
    private static bool IsJson(string? contentType) =>
        contentType is "application/json" or "application/json; charset=utf-8"
        || (MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    private static Problem TooLarge(long limit) =>
        new(ProblemTypes.TooLarge, $"A body has at most {limit} bytes.");
}
