using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Translation;

/// <summary>Finds in a request what its contract says are keys. What is missing, nil or empty is none.</summary>
public static class GroupKeys
{
    public static IEnumerable<GroupKey> Of(Operation operation, WireRecord body) =>
        operation.Keys.SelectMany(key => Of(key, body));

    public static IEnumerable<GroupKey> Of(GroupKeyPath key, WireRecord body) => Walk(body, key, depth: 0)
        .Select(text => text.Trim())
        .Where(text => text.Length > 0)
        .Select(text => new GroupKey(key.Kind, text));

    private static IEnumerable<string> Walk(WireRecord record, GroupKeyPath key, int depth) =>
        depth < key.Path.Count - 1
            ? record.Records(key.Path[depth]).SelectMany(inner => Walk(inner, key, depth + 1))
            : Holds(record, key) ? record.Texts(key.Path[depth]) : [];

    private static bool Holds(WireRecord record, GroupKeyPath key) => key.ConditionField is null
        || string.Equals(
            record.Text(key.ConditionField)?.Trim(), key.ConditionValue, StringComparison.OrdinalIgnoreCase);
}
