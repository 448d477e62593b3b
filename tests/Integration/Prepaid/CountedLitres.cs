using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>What meters counted, day by day, as a test says.</summary>
internal sealed class CountedLitres : IMeteredUsage
{
    private readonly Dictionary<(int Contract, DateOnly Day), long> _litres = [];

    public long this[int contract, DateOnly day]
    {
        get => _litres.GetValueOrDefault((contract, day));
        set => _litres[(contract, day)] = value;
    }

    /// <summary>Its meter is not read remotely.</summary>
    public int Without { get; set; }

    public long Of(int contract, DateOnly first, DateOnly last)
    {
        long sum = 0;
        for (DateOnly day = first; day <= last; day = day.AddDays(1))
        {
            sum += this[contract, day];
        }

        return sum;
    }

    public Task<MeteredUsage?> OfAsync(
        ContractNumber contract, DateOnly first, DateOnly last, bool byHour, CancellationToken cancellation) =>
        Task.FromResult(contract.Value == Without ? null
            : new MeteredUsage(contract, first, last, Of(contract.Value, first, last), null, []));
}
