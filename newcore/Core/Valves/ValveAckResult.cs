namespace Strangler.Core.Valves;

/// <summary>What a meter did with a command.</summary>
public enum ValveAckResult
{
    Done,
    Refused,

    /// <summary>It came too late, and was ignored.</summary>
    Expired,

    /// <summary>It had been acted on before, and was not again.</summary>
    Duplicate,
}
