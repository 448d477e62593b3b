namespace Strangler.Gateway.Access.Limits;

/// <summary>Whom is counted for: a changed limit begins to count anew.</summary>
/// <param name="PerSecond">0: not limited.</param>
/// <param name="PerDay">0: not limited.</param>
internal readonly record struct Consumer(string Name, int PerSecond, int PerDay);
