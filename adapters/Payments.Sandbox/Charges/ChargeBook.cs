using System.Collections.Concurrent;

namespace Strangler.Payments.Sandbox.Charges;

/// <summary>All charges, by provider and number.</summary>
internal sealed class ChargeBook(int most)
{
    private readonly ConcurrentDictionary<(string Provider, string Name), SandboxCharge> _charges = new();
    private readonly ConcurrentDictionary<string, SandboxTransfer> _transfers = new();
    private long _number;

    public long NextNumber() => Interlocked.Increment(ref _number);

    /// <returns>False: it is full, or there is one of that number.</returns>
    public bool Add(SandboxCharge charge) =>
        _charges.Count < most && _charges.TryAdd((charge.Provider, charge.Order), charge);

    /// <summary>One too many is forgotten.</summary>
    public void Add(SandboxTransfer transfer)
    {
        if (_transfers.Count < most)
        {
            _transfers[transfer.Tracking] = transfer;
        }
    }

    public SandboxTransfer? FindTransfer(string tracking) => _transfers.GetValueOrDefault(tracking);

    public SandboxCharge? Find(string provider, string order) => _charges.GetValueOrDefault((provider, order));

    public SandboxCharge? FindOurs(string provider, string ours) => _charges.Values.FirstOrDefault(
        charge => charge.Provider == provider && charge.Ours == ours);

    /// <returns>Null: there is none, or it is not in the state before.</returns>
    public SandboxCharge? Move(string provider, string order, string before, Func<SandboxCharge, SandboxCharge> change)
    {
        while (Find(provider, order) is { } found && found.Status == before)
        {
            SandboxCharge moved = change(found);
            if (_charges.TryUpdate((provider, order), moved, found))
            {
                return moved;
            }
        }

        return null;
    }
}
