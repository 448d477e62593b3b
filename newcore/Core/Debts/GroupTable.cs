using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>The billing groups that contracts are in: some hundreds, each kept once.</summary>
internal sealed class GroupTable
{
    private readonly Dictionary<BillingGroup, ushort> _positions = [];
    private readonly List<BillingGroup> _groups = [];
    private readonly List<string> _areaNames = [];

    public BillingGroup[] Groups => [.. _groups];

    /// <summary>Of each group's service area, as the first of its contracts named it.</summary>
    public string[] AreaNames => [.. _areaNames];

    /// <exception cref="OverflowException">There are more than 65,536 groups.</exception>
    public ushort PositionOf(BillingGroup group, string areaName)
    {
        if (!_positions.TryGetValue(group, out ushort position))
        {
            position = checked((ushort)_groups.Count);
            _positions.Add(group, position);
            _groups.Add(group);
            _areaNames.Add(areaName);
        }

        return position;
    }
}
