using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Classification;
using Strangler.Gateway.Faults;

namespace Strangler.Gateway.Intake;

/// <summary>Takes a request in: reads no more of it than its operation needs to be known.</summary>
internal sealed class SoapIntake(Classifier classifier, IOptions<IntakeOptions> options)
{
    private readonly IntakeOptions _options = options.Value;
    private readonly DeadlinePool _deadlines = new(options.Value.PrefixTimeout);

    /// <summary>An empty prefix for the request's body; the caller disposes of it.</summary>
    public RequestPrefix Open(HttpRequest request) =>
        new(request.BodyReader, request.ContentLength, _options.PrefixLimit);

    /// <summary>Reads into the prefix until the operation is known, or it is clear that it never will be.</summary>
    public ValueTask<Classified> ClassifyAsync(HttpContext context, ServiceContract service, RequestPrefix prefix)
    {
        try
        {
            if (context.Request.ContentLength > _options.BodyLimit)
            {
                return new(new Classified.Refused(Refusal.TooLarge));
            }

            if (prefix.TryRead()
                && classifier.Classify(service, prefix.Bytes.Span) is var known and not Classified.Undecided)
            {
                return new(known);
            }
        }
        catch (BadHttpRequestException error)
        {
            return new(new Classified.Refused(RefusalOf(error)));
        }

        return ClassifySlowlyAsync(context, service, prefix);
    }

    /// <summary>What the server says of a body it gave up on, as a fault.</summary>
    public static Refusal RefusalOf(BadHttpRequestException error) => error.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Refusal.TooLarge,
        StatusCodes.Status408RequestTimeout => Refusal.TooSlow,
        _ => Refusal.BrokenBody,
    };

    /// <summary>The way of requests that have not arrived yet: with a clock.</summary>
    private async ValueTask<Classified> ClassifySlowlyAsync(
        HttpContext context, ServiceContract service, RequestPrefix prefix)
    {
        CancellationTokenSource deadline = _deadlines.Start();
        try
        {
            return await ReadAsync(service, prefix, deadline.Token);
        }
        catch (BadHttpRequestException error)
        {
            return new Classified.Refused(RefusalOf(error));
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return new Classified.Refused(Refusal.TooSlow);
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return new Classified.Refused(Refusal.BrokenBody);
        }
        finally
        {
            _deadlines.Stop(deadline);
        }
    }

    private async ValueTask<Classified> ReadAsync(
        ServiceContract service, RequestPrefix prefix, CancellationToken cancellation)
    {
        while (!prefix.IsWhole && !prefix.IsFull)
        {
            await prefix.ReadAsync(cancellation);
            if (classifier.Classify(service, prefix.Bytes.Span) is var known and not Classified.Undecided)
            {
                return known;
            }
        }

        return new Classified.Refused(prefix.IsWhole ? Refusal.NotXml : Refusal.NotInPrefix(_options.PrefixLimit));
    }
}
