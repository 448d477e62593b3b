namespace Strangler.AquaCis.StandIn.Storage;

/// <summary>A small number for each of a few texts, such as zones or reading origins.</summary>
internal sealed class Codes
{
    private readonly Dictionary<string, ushort> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public string this[ushort code] => _texts[code];

    /// <summary>False when there are more than 65,536 different texts.</summary>
    public bool TryAdd(string text, out ushort code)
    {
        if (_numbers.TryGetValue(text, out code))
        {
            return true;
        }

        if (_texts.Count > ushort.MaxValue)
        {
            return false;
        }

        code = (ushort)_texts.Count;
        _texts.Add(text);
        _numbers.Add(text, code);
        return true;
    }
}
