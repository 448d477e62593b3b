namespace Strangler.Postgres.Import;

/// <summary>A column that a file of the extract fills.</summary>
/// <param name="Optional">May be empty; a text that may not is kept empty all the same.</param>
/// <param name="Longest">Characters of a text or code.</param>
public sealed record ImportColumn(string Name, ImportKind Kind, bool Optional, int Longest)
{
    /// <summary>Characters of a text without a length of its own: more is no name and no description.</summary>
    internal const int LongestText = 4_000;
}
