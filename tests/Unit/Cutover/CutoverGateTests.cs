using Strangler.AquaCis.Contracts;
using Strangler.Core.Cutover;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Tests.Unit.Cutover;

public sealed class CutoverGateTests
{
    private static readonly BillingGroup Group = new(1, "M08");
    private static readonly BillingCycle July = new(2026, 7);

    [Theory]
    [InlineData(null, false)]
    [InlineData(CutoverState.Prepared, false)]
    [InlineData(CutoverState.RolledBack, false)]
    [InlineData(CutoverState.Reconciled, true)]
    [InlineData(CutoverState.CutOver, true)]
    public void Only_a_reconciled_group_moves_money_natively(CutoverState? state, bool may)
    {
        Assert.Equal(may, CutoverGate.WhyNotNative(Group, state) is null);
        Assert.Equal(may, CutoverGate.WhyNotBilled(Group, state, July, null, dryRun: false) is null);
        Assert.Null(CutoverGate.WhyNotBilled(Group, state, July, null, dryRun: true));
    }

    [Theory]
    [InlineData(2026, 6, true)]
    [InlineData(2025, 12, true)]
    [InlineData(2026, 7, false)]
    [InlineData(2027, 1, false)]
    public void A_cycle_that_the_former_system_billed_is_not_billed_again(short year, byte period, bool may) =>
        Assert.Equal(may, CutoverGate.WhyNotBilled(
            Group, CutoverState.CutOver, July, new BillingCycle(year, period), dryRun: false) is null);

    [Fact]
    public void What_was_reconciled_before_the_last_import_is_not_any_more()
    {
        GroupStanding stale = new(Group, CutoverState.Reconciled, 1, IsStale: true, 5, []);

        Assert.Equal(CutoverState.Prepared, stale.Effective);
        Assert.Equal(CutoverState.Reconciled, (stale with { IsStale = false }).Effective);
        Assert.Equal(CutoverState.CutOver, (stale with { State = CutoverState.CutOver }).Effective);
    }

    [Fact]
    public void Operations_that_move_money_are_commands_of_the_contract()
    {
        Assert.Equal(4, MoneyOperations.All.Count);
        Assert.All(MoneyOperations.All, operation => Assert.Equal(OperationKind.Command, operation.Kind));
    }
}
