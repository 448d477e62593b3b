namespace Strangler.Core.Billing;

/// <summary>A kind of billing document: a row of the database, so that a new one needs no new program.</summary>
/// <param name="Prefix">Begins its numbers.</param>
/// <param name="Sign">1: what is owed grows with it; -1: it shrinks.</param>
public sealed record DocumentType(short Code, string Name, string Prefix, short Sign)
{
    /// <summary>The codes of those the program itself makes.</summary>
    public const short Invoice = 1;
    public const short CreditNote = 2;
    public const short DebitNote = 3;
    public const short Corrective = 4;
    public const short Advance = 5;

    /// <summary>What a prepaid agreement left unpaid when it ended.</summary>
    public const short PrepaidDebt = 7;
}
