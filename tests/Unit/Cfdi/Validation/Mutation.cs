namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>One change of a valid document, and what must be found at which place.</summary>
internal sealed record Mutation(string Code, string Specimen, string Old, string New, string Path);
