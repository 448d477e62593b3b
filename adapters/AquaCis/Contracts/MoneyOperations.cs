using System.Collections.Frozen;

namespace Strangler.AquaCis.Contracts;

/// <summary>The operations that move money: native only for billing groups whose balances are reconciled.</summary>
public static class MoneyOperations
{
    private static readonly FrozenSet<string> Names =
        new[] { "avisarPago", "cancelarReferencia", "cobrarReferencia", "cobrarReferenciaFrmPago" }.ToFrozenSet();

    /// <summary>In contract order.</summary>
    public static IReadOnlyList<Operation> All { get; } = [.. ContractCatalog.AquaCis.Operations.Where(Has)];

    public static bool Has(Operation operation) => Names.Contains(operation.Name);
}
