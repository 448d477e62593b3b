using Strangler.Cfdi.Building;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>A global document to be made.</summary>
internal sealed record GlobalToMake(long Number, GlobalSpan Span, int Version)
{
    public CfdiSource Source => new("global", $"G-{Number}", Version);
}
