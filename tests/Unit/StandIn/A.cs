namespace Strangler.Tests.Unit.StandIn;

/// <summary>Where tests begin their data.</summary>
internal static class A
{
    /// <summary>Of one service area and one zone, without contracts.</summary>
    public static ExtractBuilder Extract() => new();
}
