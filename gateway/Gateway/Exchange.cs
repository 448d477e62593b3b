using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;

namespace Strangler.Gateway;

/// <summary>One request and its answer, as far as they are known.</summary>
internal sealed class Exchange(ServiceContract? service)
{
    /// <summary>A caller who sends this header is told who answered, and under which routes.</summary>
    public const string ExplainHeader = "X-Strangler-Explain";

    /// <summary>The explanation.</summary>
    public const string ExplanationHeader = "X-Strangler-Answer";

    public Operation? Operation { get; set; }

    /// <summary>Null when the backend's own answer went out.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What the routes said.</summary>
    public RoutePlan Plan { get; set; }

    public string ServiceName => service?.Name ?? "unknown";

    /// <summary>Only known names: a caller's own words never become a label.</summary>
    public string OperationName => Operation?.Name ?? "unknown";

    public string Name => $"{ServiceName}.{OperationName}";

    /// <summary>Explains the answer to a caller who asks; all others get no byte more than before.</summary>
    public void AnsweredBy(HttpContext context, Side side)
    {
        if (context.Request.Headers.Remove(ExplainHeader))
        {
            string by = side == Side.Native ? "native" : "legacy";
            context.Response.Headers[ExplanationHeader] =
                $"by={by}; mode={Plan.Mode.Text()}; routes={Plan.Version}; group={Plan.Group}";
        }
    }
}
