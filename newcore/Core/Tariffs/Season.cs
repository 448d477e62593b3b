namespace Strangler.Core.Tariffs;

/// <summary>A part of every year, both days inclusive; it may pass over New Year.</summary>
public sealed record Season(string Name, int FromMonth, int FromDay, int ToMonth, int ToDay);
