namespace Strangler.Postgres.Import;

/// <summary>A table of the extract, as the database's schema describes it.</summary>
/// <param name="Name">English; the database keeps it as <c>legacy_</c> and this.</param>
/// <param name="Columns">Those the file fills, in the order of a row's values.</param>
/// <param name="Key">The primary key; it may begin with a contract that is not in the file.</param>
public sealed record ImportTable(string Name, IReadOnlyList<ImportColumn> Columns, IReadOnlyList<string> Key)
{
    internal const string OwnColumn = "contract";

    internal ImportRules Rules { get; init; } = new("");

    internal string Target => $"legacy_{Name}";

    internal string Staged => $"staged_{Name}";

    /// <summary>What no two rows of the file may have the same.</summary>
    internal IReadOnlyList<string> Unique =>
        Rules.Unique is [] ? [.. Key.Where(column => Rules.Owner is null || column != OwnColumn)] : Rules.Unique;

    /// <summary>Every column of the target, the key first.</summary>
    internal IReadOnlyList<string> AllColumns =>
        [.. Key, .. Columns.Select(column => column.Name).Where(name => !Key.Contains(name))];
}
