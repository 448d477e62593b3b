using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Security;

namespace Strangler.AquaCis.Soap;

/// <summary>A request read whole: which operation, and what it asks.</summary>
/// <param name="Token">Who asks, as far as the header says; null where it says nothing.</param>
public sealed record SoapRequest(Operation Operation, WireRecord Body, UsernameToken? Token = null);
