namespace Strangler.Core.Debts;

/// <summary>
/// Keeps the tax ids that stand on many contracts once. Only so many are remembered: the public ones come early and
/// often, and a tax id of one household is not worth remembering.
/// </summary>
internal sealed class TaxIdTexts
{
    private const int Limit = 1_000;
    private readonly Dictionary<string, int> _places = [];

    public int PlaceOf(string taxId, TextArena texts)
    {
        if (_places.TryGetValue(taxId, out int place))
        {
            return place;
        }

        place = texts.Add(taxId);
        if (_places.Count < Limit)
        {
            _places.Add(taxId, place);
        }

        return place;
    }
}
