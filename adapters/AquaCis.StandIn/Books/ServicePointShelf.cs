using Strangler.AquaCis.StandIn.Storage;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>The service points, and the meters that hang or hung on them.</summary>
internal sealed class ServicePointShelf
{
    private readonly Dictionary<int, int> _slotById = [];
    private readonly List<Meter> _meters = [];
    private readonly Dictionary<string, int> _meterBySerial = new(StringComparer.OrdinalIgnoreCase);
    private Contract?[] _served = [];
    private Chains _metersAt = new(0);

    private ServicePointShelf()
    {
    }

    public int Count => _slotById.Count;

    /// <summary>Where a service point is kept, or -1.</summary>
    public int SlotOf(int servicePoint) => _slotById.GetValueOrDefault(servicePoint, -1);

    public Contract? ContractAt(int servicePoint) => SlotOf(servicePoint) is var slot and >= 0 ? _served[slot] : null;

    public Meter? FindMeter(string serialNumber) =>
        _meterBySerial.TryGetValue(serialNumber.Trim(), out int row) ? _meters[row] : null;

    /// <summary>Oldest first; one still in use comes last.</summary>
    public IReadOnlyList<Meter> MetersAt(int servicePoint) => SlotOf(servicePoint) is var slot and >= 0
        ? [.. _metersAt.Of(slot).Select(row => _meters[row])
            .OrderBy(meter => meter.Removed is null).ThenBy(meter => meter.Installed).ThenBy(meter => meter.Id)]
        : [];

    /// <summary>Of two contracts at one point, the one in force is served; else the later one.</summary>
    public void Serve(Contract contract)
    {
        ref Contract? served = ref _served[SlotOf(contract.ServicePoint)];
        if (served is null
            || (contract.Until is null, contract.Since).CompareTo((served.Until is null, served.Since)) > 0)
        {
            served = contract;
        }
    }

    public static ServicePointShelf Load(ExtractFolder extract)
    {
        ServicePointShelf shelf = new();
        extract.Each("ptoserv", row =>
        {
            if (!shelf._slotById.TryAdd(row.Int("ptosid"), shelf.Count))
            {
                throw row.Refuse("ptosid", "stands there a second time");
            }
        });
        shelf._served = new Contract?[shelf.Count];
        shelf._metersAt = new Chains(shelf.Count);
        extract.Each("contador", row => shelf.Hang(
            new Meter(
                row.Int("contid"), row.Text("contnumero").Trim(), row.Short("contcalimm"), row.Byte("contnumesf"),
                row.Date("contfecins"), row.OptionalDate("contfecbaj"), row.Flag("contelec"), row.Int("x_ptosid")),
            () => row.Refuse("x_ptosid", "names no service point in ptoserv.csv")));
        return shelf;
    }

    private void Hang(Meter meter, Func<Exception> refuse)
    {
        int slot = SlotOf(meter.ServicePoint);
        if (slot < 0)
        {
            throw refuse();
        }

        _metersAt.Add(slot);
        int row = _meters.Count;
        _meters.Add(meter);
        // Makers repeat numbers, and a meter may hang twice: a serial number stands for the one in use.
        if (!_meterBySerial.TryAdd(meter.SerialNumber, row) && meter.Removed is null)
        {
            _meterBySerial[meter.SerialNumber] = row;
        }
    }
}
