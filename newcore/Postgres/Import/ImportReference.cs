namespace Strangler.Postgres.Import;

/// <summary>Columns whose values must stand in a row of another table of the same extract.</summary>
internal sealed record ImportReference(string Columns, string Parent, string ParentColumns)
{
    public string[] Names => Columns.Split(',');

    public string[] ParentNames => ParentColumns.Split(',');
}
