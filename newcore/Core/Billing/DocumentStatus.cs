namespace Strangler.Core.Billing;

/// <summary>Where a document stands: a row of the database, as is what may follow it.</summary>
/// <param name="Owed">What is left of the document counts as debt.</param>
public sealed record DocumentStatus(short Code, string Name, bool Owed, IReadOnlyList<short> Next)
{
    /// <summary>The codes of those the program itself sets; a draft was rated and not posted.</summary>
    public const short Draft = 1;
    public const short Issued = 2;
}
