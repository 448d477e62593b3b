using Strangler.Core.Billing;

namespace Strangler.Core.Cutover;

/// <summary>A document that stands for an invoice of the former system.</summary>
public sealed record OpeningDocument(LegacyDebt Debt, DocumentKey Key);
