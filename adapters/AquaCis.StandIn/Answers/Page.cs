using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>Which part of a long list was asked for.</summary>
internal sealed record Page(int Skip, int Take)
{
    /// <summary>No reply holds more of a list that can be paged, or searched for.</summary>
    public const int Limit = 100;

    public static readonly Page First = new(0, Limit);

    /// <summary>By first record (counted from 1; 0 means the same) and number of records.</summary>
    public static Page In(WireRecord body) => new(
        (int)Math.Max((body.Number("registroInicial") ?? 1) - 1, 0), Size(body.Number("registroTotal")));

    /// <summary>By page (counted from 1; 0 means the same) and records on a page.</summary>
    public static Page Numbered(WireRecord body)
    {
        int size = Size(body.Number("registroPagina"));
        long page = Math.Max((body.Number("pagina") ?? 1) - 1, 0);
        return new Page((int)Math.Min(page * size, int.MaxValue), size);
    }

    public IEnumerable<T> Of<T>(IEnumerable<T> items) => items.Skip(Skip).Take(Take);

    private static int Size(long? asked) => (int)Math.Clamp(asked ?? Limit, 0, Limit);
}
