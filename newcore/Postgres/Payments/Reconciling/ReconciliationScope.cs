using Strangler.Core.Payments.Reconciling;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>Which lines: of one provider and one kind, booked on these days.</summary>
/// <param name="Until">Included.</param>
public sealed record ReconciliationScope(string Provider, StatementKind Kind, DateOnly From, DateOnly Until)
{
    internal string KindText => FileKind.Of(Kind);
}
