namespace Strangler.Postgres.Import;

/// <summary>What the schema does not say of a table of the extract.</summary>
internal sealed record ImportRules(string Table)
{
    /// <summary>Rows that name something no other row is are quarantined.</summary>
    public IReadOnlyList<ImportReference> References { get; init; } = [];

    /// <summary>Where it is not the primary key.</summary>
    public IReadOnlyList<string> Unique { get; init; } = [];

    /// <summary>How a row's contract is found that is not in the file.</summary>
    public ImportOwner? Owner { get; init; }

    /// <summary>The column by which it is known whose a bad row is; null where it is nobody's.</summary>
    public string? WhoseColumn { get; init; }
}
