using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Faults;

namespace Strangler.Gateway;

/// <summary>One request and its answer, as far as they are known.</summary>
internal sealed class Exchange(ServiceContract? service)
{
    public Operation? Operation { get; set; }

    /// <summary>Null when the backend's own answer went out.</summary>
    public Refusal? Refusal { get; set; }

    public string ServiceName => service?.Name ?? "unknown";

    /// <summary>Only known names: a caller's own words never become a label.</summary>
    public string OperationName => Operation?.Name ?? "unknown";

    public string Name => $"{ServiceName}.{OperationName}";
}
