using Strangler.Core.Prepaid;

namespace Strangler.Core.Valves;

/// <summary>Where a valve is, or should be.</summary>
/// <param name="LitresPerDay">Of a restricted valve; else zero.</param>
public readonly record struct ValveSetting(ValvePosition Position, int LitresPerDay)
{
    public const int MostLitresPerDay = 100_000;

    public static ValveSetting Open { get; } = new(ValvePosition.Open, 0);

    public static ValveSetting Closed { get; } = new(ValvePosition.Closed, 0);

    /// <summary>Litres have a meaning where a valve is restricted, and only there.</summary>
    public bool IsSound => Position == ValvePosition.Restricted
        ? LitresPerDay is > 0 and <= MostLitresPerDay : LitresPerDay == 0 && Enum.IsDefined(Position);

    public static ValveSetting Restricted(int litresPerDay) => new(ValvePosition.Restricted, litresPerDay);

    public override string ToString() => Position == ValvePosition.Restricted
        ? $"restricted to {LitresPerDay} l/day" : Position.ToString().ToLowerInvariant();
}
