namespace Strangler.AquaCis.Contracts;

/// <summary>One element, type or enumeration as read.</summary>
/// <param name="Kind">element, type or enum.</param>
/// <param name="Base">The type it extends, or the named type of an element.</param>
/// <param name="Items">Field texts, or the values of an enumeration; null where the element has a named type.</param>
internal sealed record ComponentDraft(
    string Kind, string Name, string? Base, bool IsAbstract, bool Nillable, IReadOnlyList<string>? Items)
{
    public static ComponentDraft Read(string statement)
    {
        int brace = statement.IndexOf('{', StringComparison.Ordinal);
        string head = brace < 0 ? statement : statement[..brace];
        string[] words = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isAbstract = words[0] == "abstract";
        words = isAbstract ? words[1..] : words;
        string? parent = words.Length < 3 ? null : words[2] == "extends" ? words[3] : words[2];
        return new ComponentDraft(
            words[0], words[1].TrimEnd(':'), parent, isAbstract, words[^1] == "nil", ReadItems(statement, brace));
    }

    private static string[]? ReadItems(string statement, int brace) => brace < 0
        ? null
        : statement[(brace + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
