using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>A contract's codes in words.</summary>
internal static class ContractWords
{
    public const short Domestic = 1;

    public static string Use(Contract contract) => contract.Use == Domestic ? "DOMESTICO" : "NO DOMESTICO";
}
