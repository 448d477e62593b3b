using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>A rule of one place.</summary>
/// <param name="Attribute">The one a finding points to; empty for the element itself.</param>
/// <param name="Message">In Spanish, our own words.</param>
/// <param name="IsBroken">By the document, at this place.</param>
internal sealed record Rule<T>(string Code, string Attribute, string Message, Func<DocumentFacts, T, bool> IsBroken)
    where T : IFacts;
