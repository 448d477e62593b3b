using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>What the stand-in answers to each of the 121 operations.</summary>
internal static class AllAnswers
{
    public static AnswerTable Create(LegacyBooks books, Changes changes, TimeProvider clock)
    {
        AnswerTable table = new();
        RegisterDebt(table, books, changes, clock);
        RegisterMeters(table, books, changes);
        return table;
    }

    private static void RegisterDebt(AnswerTable table, LegacyBooks books, Changes changes, TimeProvider clock)
    {
        DebtLookup lookup = new(books, clock);
        PaymentReferences references = new(changes);
        new DebtTotals(books, references, lookup).Register(table);
        new DebtContracts(books, new PendingRecords(books, references), lookup).Register(table);
        new DebtCollections(books, references, lookup).Register(table);
        new DebtDocuments(references, lookup).Register(table);
    }

    private static void RegisterMeters(AnswerTable table, LegacyBooks books, Changes changes)
    {
        MeterFile meters = new(books, changes);
        new MeterDevices(books, meters).Register(table);
        new MeterPoints(books, meters).Register(table);
    }
}
