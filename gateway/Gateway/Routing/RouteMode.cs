namespace Strangler.Gateway.Routing;

/// <summary>Who answers an operation for a billing group, and who is asked beside it.</summary>
public enum RouteMode
{
    Legacy,

    /// <summary>Legacy answers; native is asked afterwards and compared.</summary>
    Shadow,

    Native,

    /// <summary>Native answers; legacy is asked afterwards and compared. Queries only.</summary>
    NativeShadow,
}
