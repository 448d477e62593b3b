using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Stamping;

namespace Strangler.Postgres.Cfdi;

/// <summary>A sealed document to be kept and stamped.</summary>
/// <param name="StampBefore">See <see cref="StampLimit"/>.</param>
/// <param name="RetainUntil">The last day on which the law wants it.</param>
/// <param name="Supersedes">The stamped document whose place it takes (relation 04); that is then cancelled.</param>
/// <param name="Relations">To documents kept here: SAT's code, or PD for what a payment pays.</param>
/// <param name="IsHeld">Kept only; <see cref="CfdiStore.ReleaseAsync"/> sends it.</param>
/// <param name="IsUrgent">Stamped before what was queued earlier.</param>
public sealed record NewCfdi(
    CfdiSource Source, SealedCfdi Document, DateTimeOffset StampBefore, DateOnly RetainUntil, long? Supersedes = null,
    IReadOnlyList<CfdiRelation>? Relations = null, bool IsHeld = false, bool IsUrgent = false)
{
    /// <summary>72 hours after the document's date, which is local time of a zone.</summary>
    public static DateTimeOffset StampLimit(SealedCfdi document, TimeZoneInfo zone) =>
        (new DateTimeOffset(document.IssuedAt, zone.GetUtcOffset(document.IssuedAt)) + StampingSettings.SatAge)
        .ToUniversalTime();

    internal static string LetterOf(CfdiType type) => type switch
    {
        CfdiType.Income => "I",
        CfdiType.Credit => "E",
        _ => "P",
    };
}
