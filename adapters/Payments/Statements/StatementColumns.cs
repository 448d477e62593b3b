using Strangler.Core.Payments.Reconciling;

namespace Strangler.Payments.Statements;

/// <summary>Where each value stands, as the header says.</summary>
internal sealed class StatementColumns
{
    private static readonly string[] Optional = ["reference", "charge", "sender_bank", "text"];
    private static readonly string[] Settled = ["number", "day", "gross", "fee", "fee_iva", "net"];
    private static readonly string[] Banked = ["number", "day", "amount"];

    private readonly Dictionary<string, int> _places;

    private StatementColumns(Dictionary<string, int> places) => _places = places;

    public int Count => _places.Count;

    /// <returns>Why it is none; null where it is one.</returns>
    public static string? TryRead(StatementKind kind, IReadOnlyList<string> heads, out StatementColumns columns)
    {
        Dictionary<string, int> places = [];
        columns = new StatementColumns(places);
        string[] required = kind == StatementKind.Settlement ? Settled : Banked;
        for (int at = 0; at < heads.Count; at++)
        {
            if (!required.Contains(heads[at]) && !Optional.Contains(heads[at]))
            {
                return "the header has a column that is not known";
            }

            if (!places.TryAdd(heads[at], at))
            {
                return $"the header has {heads[at]} twice";
            }
        }

        return required.FirstOrDefault(name => !places.ContainsKey(name)) is { } missing
            ? $"the header has no column {missing}" : null;
    }

    /// <returns>Null where there is no such column, or nothing in it.</returns>
    public string? In(List<string> values, string name) =>
        _places.TryGetValue(name, out int at) && values[at].Trim() is { Length: > 0 } text ? text : null;
}
