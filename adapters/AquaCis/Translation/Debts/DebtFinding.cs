using Strangler.Core.Debts;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>The one contract a query names.</summary>
/// <param name="Statement">Null exactly where the outcome says why there is none.</param>
internal readonly record struct DebtFinding(DebtOutcome Outcome, DebtStatement? Statement);
