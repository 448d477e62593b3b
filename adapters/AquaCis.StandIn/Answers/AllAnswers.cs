using Strangler.AquaCis.StandIn.Answers.Contracts;
using Strangler.AquaCis.StandIn.Answers.Debt;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Answers.Meters;
using Strangler.AquaCis.StandIn.Answers.Orders;
using Strangler.AquaCis.StandIn.Answers.Readings;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>The table of contents of the stand-in's answers.</summary>
internal sealed class AllAnswers
{
    private readonly LegacyBooks _books;
    private readonly Changes _changes;
    private readonly TimeProvider _clock;
    private readonly CustomerChanges _customers;
    private readonly HolderFile _holders;
    private readonly MeterFile _meters;
    private readonly WorkOrders _orders;

    private AllAnswers(LegacyBooks books, Changes changes, TimeProvider clock)
    {
        (_books, _changes, _clock) = (books, changes, clock);
        _customers = new CustomerChanges(changes);
        _holders = new HolderFile(books, _customers);
        _meters = new MeterFile(books, changes);
        _orders = new WorkOrders(changes);
    }

    public static AnswerTable Create(LegacyBooks books, Changes changes, TimeProvider clock)
    {
        AllAnswers all = new(books, changes, clock);
        AnswerTable table = new();
        all.RegisterReadings(table);
        all.RegisterContracts(table);
        all.RegisterOrders(table);
        all.RegisterDebt(table);
        all.RegisterMeters(table);
        return table;
    }

    private void RegisterReadings(AnswerTable table)
    {
        TariffRecords tariffs = new(_books, _clock);
        new ReadingsConsumption(_books, _customers).Register(table);
        new ReadingsInvoices(_books, tariffs, _clock).Register(table);
        new ReadingsTariffs(_books, tariffs).Register(table);
        new ReadingsContracts(_books, _meters, _holders, _customers).Register(table);
        new ReadingsAddresses(_books).Register(table);
        new ReadingsGeography(_books).Register(table);
        new ReadingsBanks(_books, _customers).Register(table);
        new ReadingsActions(_books, _orders).Register(table);
        new ReadingsChanges(_books, _customers, _clock).Register(table);
    }

    private void RegisterContracts(AnswerTable table)
    {
        PersonRecords people = new(_books, _holders, _customers);
        ContractRecords contracts = new(_customers, people);
        ContractDetailRecords details = new(_books, _meters, _holders, _customers);
        new ContractsLookup(_books, _meters, contracts, details).Register(table);
        new ContractsHolders(_books, _holders, people).Register(table);
        new ContractsInvoices(_books, new InvoiceRecords(_books, _customers, _clock)).Register(table);
        new ContractsInvoiceDocuments(_books).Register(table);
        new ContractsConsumption(_books).Register(table);
        new ContractsRequests(_books, _changes, _customers, _clock).Register(table);
        new ContractsOrders(_books, _orders, _clock).Register(table);
        new ContractsPrinting(_books, new PrintQueue(_changes), _clock).Register(table);
        new ContractsDocuments(_books, _customers).Register(table);
    }

    private void RegisterOrders(AnswerTable table)
    {
        new WorkOrdersWriting(_books, _orders, _clock).Register(table);
        new WorkOrdersReading(_orders, new WorkOrderRecords(_books, _meters, _holders, _customers, _clock))
            .Register(table);
        WorkOrdersCatalogue.Register(table);
    }

    private void RegisterDebt(AnswerTable table)
    {
        DebtLookup lookup = new(_books, _holders, _clock);
        PaymentReferences references = new(_changes);
        new DebtTotals(_books, references, lookup).Register(table);
        new DebtContracts(_books, new PendingRecords(_books, references), lookup).Register(table);
        new DebtCollections(_books, references, lookup).Register(table);
        new DebtDocuments(references, lookup).Register(table);
    }

    private void RegisterMeters(AnswerTable table)
    {
        new MeterDevices(_books, _meters).Register(table);
        new MeterPoints(_books, _meters, _holders).Register(table);
    }
}
