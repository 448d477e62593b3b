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

    /// <summary>
    /// Reads into the prefix until the operation is known, or it is clear that it never will be. Whoever wrote the
    /// request within the gateway says it by a feature.
    /// </summary>
    public ValueTask<Classified> ClassifyAsync(HttpContext context, ServiceContract service, RequestPrefix prefix)
    {
        try
        {
            if (context.Request.ContentLength > _options.BodyLimit)
            {
                return new(new Classified.Refused(Refusal.TooLarge));
            }

            if (prefix.TryRead())
            {
                Classified found = context.Features.Get<Classified.Known>()
                    ?? classifier.Classify(service, prefix.Bytes.Span);
                if (found is not Classified.Undecided)
                {
                    return new(found);
                }
            }
        }
        catch (BadHttpRequestException error)
        {
            return new(new Classified.Refused(RefusalOf(error)));
        }

        return ClassifySlowlyAsync(context, service, prefix);
    }

    /// <summary>
    /// Reads the body to its end, as far as a prefix goes, for those who must see more of it than its operation. Null
    /// when that went well; whether it is whole, the prefix says.
    /// </summary>
    public async ValueTask<Refusal?> CompleteAsync(HttpContext context, RequestPrefix prefix) =>
        prefix.IsWhole || prefix.IsFull
            ? null
            : await GuardAsync<Refusal?>(
                context,
                async cancellation =>
                {
                    await prefix.ReadToEndAsync(cancellation);
                    return null;
                },
                static refusal => refusal);

    /// <summary>What the server says of a body it gave up on, as a fault.</summary>
    public static Refusal RefusalOf(BadHttpRequestException error) => error.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Refusal.TooLarge,
        StatusCodes.Status408RequestTimeout => Refusal.TooSlow,
        _ => Refusal.BrokenBody,
    };

    /// <summary>The way of requests that have not arrived yet.</summary>
    private ValueTask<Classified> ClassifySlowlyAsync(
        HttpContext context, ServiceContract service, RequestPrefix prefix) =>
        GuardAsync<Classified>(
            context,
            async cancellation => await ReadAsync(service, prefix, cancellation),
            static refusal => new Classified.Refused(refusal));

    /// <summary>Reads against a clock, and says what it means when reading fails.</summary>
    private async ValueTask<T> GuardAsync<T>(
        HttpContext context, Func<CancellationToken, ValueTask<T>> read, Func<Refusal, T> refuse)
    {
        CancellationTokenSource deadline = _deadlines.Start();
        try
        {
            return await read(deadline.Token);
        }
        catch (BadHttpRequestException error)
        {
            return refuse(RefusalOf(error));
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return refuse(Refusal.TooSlow);
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return refuse(Refusal.BrokenBody);
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
