using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>Where a meter stands: a row of meter_standing, while its contract's readings are added.</summary>
internal sealed class MeterStanding
{
    private MeterState _state;

    public required ContractNumber Contract { get; init; }

    public required int Device { get; init; }

    public ref readonly MeterState State => ref _state;

    /// <summary>Of its newest rated count; a number of 0 before there is one.</summary>
    public CycleDays Cycle { get; set; }

    /// <summary>To be written back.</summary>
    public bool Changed { get; private set; }

    public void Set(in MeterState state)
    {
        _state = state;
        Changed = true;
    }

    /// <summary>As it was read.</summary>
    public void Load(in MeterState state) => _state = state;
}
