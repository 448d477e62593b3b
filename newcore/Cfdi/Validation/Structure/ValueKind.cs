namespace Strangler.Cfdi.Validation.Structure;

/// <summary>What may stand in an attribute.</summary>
/// <param name="Asks">In Spanish, after "debe ".</param>
/// <param name="Literal">Judged as written, with its spaces.</param>
internal sealed record ValueKind(string Asks, Func<string, bool> Accepts, bool Literal = false);
