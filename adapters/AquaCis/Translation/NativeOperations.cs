using System.Collections.Frozen;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Translation.Debts;
using Strangler.AquaCis.Translation.Invoices;
using Strangler.AquaCis.Translation.Payments;
using Strangler.AquaCis.Translation.Readings;
using Strangler.AquaCis.Translation.Tariffs;

namespace Strangler.AquaCis.Translation;

/// <summary>The operations with a native side, and who answers each.</summary>
public static class NativeOperations
{
    private static readonly FrozenDictionary<int, Func<NativeCall, ValueTask<NativeOutcome>>> Handlers =
        DebtQueries.Handlers
            .Concat(TariffQueries.Handlers)
            .Concat(CustomerOfficeReadings.Handlers)
            .Concat(ContractingReadings.Handlers)
            .Concat(SelfReadingRequests.Handlers)
            .Concat(InvoiceOperations.Handlers)
            .Concat(PaymentOperations.Handlers)
            .ToFrozenDictionary(
                row => ContractCatalog.AquaCis.Find(row.Service, row.Operation).Index, row => row.Handler);

    /// <summary>In contract order.</summary>
    public static IReadOnlyList<Operation> All { get; } =
        [.. ContractCatalog.AquaCis.Operations.Where(operation => Handlers.ContainsKey(operation.Index))];

    public static bool Covers(Operation operation) => Handlers.ContainsKey(operation.Index);

    /// <summary>Completes at once where no database is asked.</summary>
    /// <param name="call">Of one of <see cref="All"/>.</param>
    public static ValueTask<NativeOutcome> AnswerAsync(NativeCall call) => Handlers[call.Operation.Index](call);
}
