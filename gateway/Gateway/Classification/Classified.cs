using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Faults;

namespace Strangler.Gateway.Classification;

/// <summary>Which operation a request asks for.</summary>
internal abstract record Classified
{
    private Classified()
    {
    }

    public sealed record Known(Operation Operation) : Classified;

    public sealed record Refused(Refusal Refusal) : Classified;

    /// <summary>The bytes at hand do not say yet.</summary>
    public sealed record Undecided : Classified;
}
