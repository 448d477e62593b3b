namespace Strangler.AquaCis.StandIn.Storage;

/// <summary>
/// Which rows belong to which owner: a head for each owner and a link for each row. Owners count from 0.
/// </summary>
internal sealed class Chains(int owners)
{
    private const int End = -1;
    private readonly int[] _heads = NoHeads(owners);
    private readonly RowStore<int> _links = new();

    /// <summary>Gives the next row to its owner: rows are given away in the order of their numbers.</summary>
    public void Add(int owner)
    {
        int row = _links.Add(_heads[owner]);
        _heads[owner] = row;
    }

    /// <summary>The rows of an owner, the last one added first.</summary>
    public IEnumerable<int> Of(int owner)
    {
        for (int row = _heads[owner]; row != End; row = _links[row])
        {
            yield return row;
        }
    }

    private static int[] NoHeads(int owners)
    {
        int[] heads = new int[owners];
        Array.Fill(heads, End);
        return heads;
    }
}
