namespace Strangler.Postgres.Cfdi;

/// <param name="Code">SAT's two digits, or <see cref="Pays"/>.</param>
/// <param name="Other">Id of a document kept here.</param>
public sealed record CfdiRelation(string Code, long Other)
{
    /// <summary>A payment's document pays the other.</summary>
    public const string Pays = "PD";
}
