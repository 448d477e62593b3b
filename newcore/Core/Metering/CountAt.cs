namespace Strangler.Core.Metering;

/// <summary>What a meter showed at an instant, in whole litres.</summary>
public readonly record struct CountAt(DateTimeOffset At, long Litres);
