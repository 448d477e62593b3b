using Microsoft.Extensions.Primitives;
using Strangler.AquaCis.Soap;
using Strangler.Gateway.Rest.Operations;

namespace Strangler.Gateway.Faults;

/// <summary>Writes a refusal as the answer: the only place where the gateway itself writes SOAP.</summary>
internal static class FaultAnswer
{
    public static async ValueTask WriteAsync(HttpContext context, Refusal refusal)
    {
        if (ReplyBody.TryRefuse(context, refusal))
        {
            return;
        }

        HttpResponse response = context.Response;
        if (response.HasStarted)
        {
            // Half an answer has gone out; only a broken connection says that the rest is missing.
            context.Abort();
            return;
        }

        StringValues explanation = response.Headers[Exchange.ExplanationHeader];
        response.Clear();
        if (explanation.Count > 0)
        {
            // Whose refusal it is: the native core's own, or one that stands for legacy.
            response.Headers[Exchange.ExplanationHeader] = explanation;
        }

        response.StatusCode = refusal.Status;
        response.ContentType = SoapEnvelope.ContentType;
        if (refusal.Status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = "GET, POST";
        }

        if (refusal.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = $"{seconds}";
        }

        byte[] fault = refusal.Fault.ToBytes();
        response.ContentLength = fault.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(fault, context.RequestAborted);
        }
    }
}
