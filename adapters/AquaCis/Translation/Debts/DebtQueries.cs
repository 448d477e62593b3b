using System.Buffers;
using System.Collections.Frozen;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>The seven debt queries of AquaCIS, answered from a debt book in the legacy wire shape.</summary>
public static class DebtQueries
{
    private const string Service = "InterfazGenericaGestionDeudaWS";

    private static readonly FrozenDictionary<int, Action<RecordWriter, DebtQuestion>> Answers =
        new Dictionary<string, Action<RecordWriter, DebtQuestion>>
        {
            ["getDeuda"] = TotalReplies.WriteDebt,
            ["getDeudaContrato"] = TotalReplies.WriteContractDebt,
            ["getDeudaContratoBloqueoCobro"] = TotalReplies.WriteDebtAndHold,
            ["getDeudaTotalConFacturas"] = TotalReplies.WriteDebtWithInvoices,
            ["getImpagadosContrato"] = UnpaidReplies.WriteUnpaid,
            ["getContratoPorContratoConDeuda"] = UnpaidReplies.WriteContract,
            ["getContratosPorNifconDeuda"] = UnpaidReplies.WriteContractsOfTaxId,
        }.ToFrozenDictionary(pair => ContractCatalog.AquaCis.Find(Service, pair.Key).Index, pair => pair.Value);

    public static IReadOnlyList<Operation> Operations { get; } =
        [.. ContractCatalog.AquaCis.Operations.Where(operation => Answers.ContainsKey(operation.Index))];

    /// <summary>They need no database, so they complete at once.</summary>
    internal static IEnumerable<NativeHandler> Handlers { get; } =
        [.. Operations.Select(operation => new NativeHandler(Service, operation.Name, AnswerAsync))];

    public static bool Covers(Operation operation) => Answers.ContainsKey(operation.Index);

    /// <summary>Writes the whole reply.</summary>
    /// <param name="output">Where it goes; after an exception part of it may have gone there.</param>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="request">What stands in the operation's element.</param>
    /// <param name="book">What is owed.</param>
    /// <param name="today">At the utility: what fell due before it is overdue.</param>
    /// <param name="cancellation">Gives up a long search.</param>
    public static void Write(
        IBufferWriter<byte> output, Operation operation, WireRecord request, DebtBook book, DateOnly today,
        CancellationToken cancellation) =>
        ReplyWriter.Write(
            output, operation, new DebtQuestion(request, book, today, cancellation), Answers[operation.Index]);

    private static ValueTask<NativeOutcome> AnswerAsync(NativeCall call)
    {
        Write(call.Output, call.Operation, call.Request, call.Book, call.Today, call.Cancellation);
        return new(NativeOutcome.Replied);
    }
}
