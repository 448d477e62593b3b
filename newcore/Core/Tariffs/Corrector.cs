using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs;

/// <summary>A named factor on a charge's amount, worked out per bill: a leak policy, a mixed use's share.</summary>
public sealed record Corrector(string Name, Formula Factor);
