using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>A request read whole: which operation, and what it asks.</summary>
public sealed record SoapRequest(Operation Operation, WireRecord Body);
