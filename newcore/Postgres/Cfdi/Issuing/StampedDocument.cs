namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>A document that another speaks of.</summary>
internal sealed record StampedDocument(long Id, Guid Uuid)
{
    public string UuidText => Uuid.ToString("D");
}
