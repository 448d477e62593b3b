using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Core.Cutover;

/// <summary>An invoice that was brought over before.</summary>
/// <param name="Invoice">Its id in the former system.</param>
/// <param name="Open">What is left of the document now.</param>
public sealed record BroughtOver(int Invoice, DocumentKey Document, Money Open);
