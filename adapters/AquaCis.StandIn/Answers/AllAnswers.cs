using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>The table of contents of the stand-in's answers.</summary>
internal static class AllAnswers
{
    public static AnswerTable Create(LegacyBooks books, Changes changes, TimeProvider clock)
    {
        AnswerTable table = new();
        CustomerChanges customers = new(changes);
        WorkOrders orders = new(changes);
        RegisterReadings(table, books, customers, orders, clock);
        RegisterContracts(table, books, changes, customers, orders, clock);
        RegisterWorkOrders(table, books, customers, orders, clock);
        RegisterDebt(table, books, changes, clock);
        RegisterMeters(table, books, changes);
        return table;
    }

    private static void RegisterReadings(
        AnswerTable table, LegacyBooks books, CustomerChanges customers, WorkOrders orders, TimeProvider clock)
    {
        TariffRecords tariffs = new(books, clock);
        new ReadingsConsumption(books, customers).Register(table);
        new ReadingsInvoices(books, tariffs, clock).Register(table);
        new ReadingsTariffs(books, tariffs).Register(table);
        new ReadingsContracts(books, customers).Register(table);
        new ReadingsAddresses(books).Register(table);
        new ReadingsGeography(books).Register(table);
        new ReadingsBanks(books, customers).Register(table);
        new ReadingsActions(books, orders).Register(table);
        new ReadingsChanges(books, customers, clock).Register(table);
    }

    private static void RegisterContracts(
        AnswerTable table, LegacyBooks books, Changes changes, CustomerChanges customers, WorkOrders orders,
        TimeProvider clock)
    {
        PersonRecords people = new(books, customers);
        new ContractsLookup(books, new(customers, people), new(books, changes, customers)).Register(table);
        new ContractsHolders(books, people).Register(table);
        new ContractsInvoices(books, new(books, customers, clock)).Register(table);
        new ContractsInvoiceDocuments(books).Register(table);
        new ContractsConsumption(books).Register(table);
        new ContractsRequests(books, changes, customers, clock).Register(table);
        new ContractsOrders(books, orders, clock).Register(table);
        new ContractsDocuments(books, customers).Register(table);
    }

    private static void RegisterWorkOrders(
        AnswerTable table, LegacyBooks books, CustomerChanges customers, WorkOrders orders, TimeProvider clock)
    {
        new WorkOrdersWriting(books, orders, clock).Register(table);
        new WorkOrdersReading(orders, new(books, customers, clock)).Register(table);
        WorkOrdersCatalogue.Register(table);
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
