using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Translation;

/// <summary>Which part of a long list was asked for.</summary>
internal readonly record struct WirePage(int Skip, int Take)
{
    /// <summary>No reply holds more of a list that can be paged.</summary>
    public const int Limit = 100;

    /// <summary>By first record (counted from 1; 0 and less mean the same) and number of records.</summary>
    public static WirePage In(WireRecord request) => new(
        (int)Math.Clamp((request.Number("registroInicial") ?? 1) - 1, 0, int.MaxValue),
        Size(request.Number("registroTotal")));

    /// <summary>As many as asked for: none to <see cref="Limit"/>, which is also what nothing said means.</summary>
    public static int Size(long? asked) => (int)Math.Clamp(asked ?? Limit, 0, Limit);

    public IEnumerable<T> Of<T>(IEnumerable<T> items) => items.Skip(Skip).Take(Take);
}
