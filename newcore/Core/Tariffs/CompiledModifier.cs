namespace Strangler.Core.Tariffs;

/// <summary>
/// A modifier with its condition taken apart and the rate that holds where it has nothing to lean on.
/// </summary>
internal sealed record CompiledModifier(BillModifier Rule, CompiledCondition? When, CompiledTax[] Taxes)
{
    public bool Counts(int concept)
    {
        if (Rule.Concepts.Count == 0)
        {
            return true;
        }

        for (int i = 0; i < Rule.Concepts.Count; i++)
        {
            if (Rule.Concepts[i] == concept)
            {
                return true;
            }
        }

        return false;
    }

    public bool ExistsOn(DateOnly day) =>
        (Rule.From is null || Rule.From <= day) && (Rule.To is null || Rule.To >= day);
}
