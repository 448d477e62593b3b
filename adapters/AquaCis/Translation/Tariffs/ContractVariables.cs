using System.Globalization;
using Strangler.Core.Debts;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Tariffs;

/// <summary>What a contract's bills depend on besides its tariff.</summary>
/// <param name="Unpaid">Oldest first.</param>
internal sealed record ContractVariables(ContractTariffs Tariffs, IReadOnlyList<OpenInvoice> Unpaid)
{
    /// <summary>As recorded: numbered, and their values as text.</summary>
    public IEnumerable<(short Id, string Name, string? Value)> All
    {
        get
        {
            yield return (61, "Nº Meses Adeudo", Unpaid.Count.ToString(CultureInfo.InvariantCulture));
            yield return (62, "Ultima fecha deuda", Unpaid is [.., var last] ? Text(last.Due) : null);
            if (Tariffs.CarriedRounding is { } carried)
            {
                yield return (102, "Variable Redondeo", carried.ToString("0.00", CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Here without leading zeros.</summary>
    private static string Text(DateOnly day) => day.ToString("d-M-yyyy", CultureInfo.InvariantCulture);
}
