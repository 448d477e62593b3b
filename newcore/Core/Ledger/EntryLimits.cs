namespace Strangler.Core.Ledger;

/// <summary>What one entry may hold.</summary>
public static class EntryLimits
{
    public const int Postings = 64;
    public const int KeyLength = 100;
    public const int KindLength = 40;
    public const int DocumentLength = 60;
    public const int ActorLength = 100;
    public const int CauseLength = 500;

    /// <summary>Centavos of one posting, a million million pesos: 64 of them cannot overflow.</summary>
    public const long Amount = 100_000_000_000_000;
}
