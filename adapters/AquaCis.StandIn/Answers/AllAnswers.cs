using Strangler.AquaCis.StandIn.Answers.Contracts;
using Strangler.AquaCis.StandIn.Answers.Debt;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Answers.Meters;
using Strangler.AquaCis.StandIn.Answers.Orders;
using Strangler.AquaCis.StandIn.Answers.Readings;
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
        MeterFile meters = new(books, changes);
        RegisterReadings(table, books, meters, customers, orders, clock);
        RegisterContracts(table, books, changes, meters, customers, orders, clock);
        new WorkOrdersWriting(books, orders, clock).Register(table);
        new WorkOrdersReading(orders, new(books, meters, customers, clock)).Register(table);
        WorkOrdersCatalogue.Register(table);
        RegisterDebt(table, books, changes, clock);
        new MeterDevices(books, meters).Register(table);
        new MeterPoints(books, meters).Register(table);
        return table;
    }

    private static void RegisterReadings(
        AnswerTable table, LegacyBooks books, MeterFile meters, CustomerChanges customers, WorkOrders orders,
        TimeProvider clock)
    {
        TariffRecords tariffs = new(books, clock);
        new ReadingsConsumption(books, customers).Register(table);
        new ReadingsInvoices(books, tariffs, clock).Register(table);
        new ReadingsTariffs(books, tariffs).Register(table);
        new ReadingsContracts(books, meters, customers).Register(table);
        new ReadingsAddresses(books).Register(table);
        new ReadingsGeography(books).Register(table);
        new ReadingsBanks(books, customers).Register(table);
        new ReadingsActions(books, orders).Register(table);
        new ReadingsChanges(books, customers, clock).Register(table);
    }

    private static void RegisterContracts(
        AnswerTable table, LegacyBooks books, Changes changes, MeterFile meters, CustomerChanges customers,
        WorkOrders orders, TimeProvider clock)
    {
        PersonRecords people = new(books, customers);
        new ContractsLookup(books, meters, new(customers, people), new(books, meters, customers)).Register(table);
        new ContractsHolders(books, people).Register(table);
        new ContractsInvoices(books, new(books, customers, clock)).Register(table);
        new ContractsInvoiceDocuments(books).Register(table);
        new ContractsConsumption(books).Register(table);
        new ContractsRequests(books, changes, customers, clock).Register(table);
        new ContractsOrders(books, orders, clock).Register(table);
        new ContractsDocuments(books, customers).Register(table);
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
}
