namespace Strangler.Cfdi.Validation.Structure;

/// <param name="Code">Of SAT's matrix for a value that is not one; 301 where the matrix has none.</param>
internal sealed record AttributeShape(string Name, bool Required, ValueKind Kind, string Code);
