using System.Collections.Concurrent;
using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>
/// What the native core has taken of contracts since they were imported: lies over a <see cref="DebtBook"/>, and
/// changes while the book stays. Any thread may read and write; each contract is always whole.
/// </summary>
public sealed class PaidSince
{
    private readonly ConcurrentDictionary<int, ContractPaid> _contracts = new();

    /// <summary>Contracts that are not as imported.</summary>
    public int Count => _contracts.Count;

    public ContractPaid? Of(ContractNumber contract) => _contracts.GetValueOrDefault(contract.Value);

    /// <param name="paid">In place of what was known; null where it is as imported.</param>
    public void Set(ContractNumber contract, ContractPaid? paid)
    {
        if (paid is null)
        {
            _contracts.TryRemove(contract.Value, out _);
        }
        else
        {
            _contracts[contract.Value] = paid;
        }
    }
}
