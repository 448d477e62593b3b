using System.Collections.Frozen;

namespace Strangler.AquaCis.Translation;

/// <summary>The decimal wire fields that are pesos; the others are phone numbers, metres and dials.</summary>
public static class AmountFields
{
    private static readonly FrozenSet<string> Names =
        new[]
        {
            "importe", "importeTotal", "importeEuros", "impuestos", "recargo", "otros", "deuda", "deudaComision",
            "deudaTotal", "saldoAnterior", "saldoAnteriorComision", "saldoAnteriorTotal", "saldoBloqueado",
            "saldoCompensar", "saldoDisponible", "saldoTotal", "customerTotalDebt", "billImport",
            "amountReplacementSupply", "amountGivenToAccount",
        }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Names;

    /// <param name="field">Local name on the wire.</param>
    public static bool Contains(string field) => Names.Contains(field);
}
