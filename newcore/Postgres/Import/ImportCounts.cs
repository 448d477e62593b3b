namespace Strangler.Postgres.Import;

/// <summary>Rows of one file, and what became of them; removed ones are no longer in it.</summary>
public sealed record ImportCounts(
    string File, long Inserted, long Updated, long Unchanged, long Removed, long Quarantined)
{
    public bool Changed => Inserted + Updated + Removed > 0;
}
