namespace Strangler.AquaCis.Contracts;

/// <summary>A fault an operation declares.</summary>
/// <param name="Name">Of the message and its part.</param>
/// <param name="Detail">The element inside the fault's detail.</param>
public sealed record FaultContract(string Name, WireElement Detail);
