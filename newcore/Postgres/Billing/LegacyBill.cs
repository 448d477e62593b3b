using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>An invoice as legacy issued it, with its lines in its order.</summary>
public sealed record LegacyBill(int Id, string Number, Money Total, Money Tax)
{
    public List<LegacyBillLine> Lines { get; } = [];
}
