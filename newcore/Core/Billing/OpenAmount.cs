using Strangler.Core.Identity;

namespace Strangler.Core.Billing;

/// <summary>What is left of a document.</summary>
public readonly record struct OpenAmount(DocumentKey Document, DateOnly Due, Money Owed);
