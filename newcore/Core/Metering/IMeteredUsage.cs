using Strangler.Core.Identity;

namespace Strangler.Core.Metering;

/// <summary>Asks what meters counted.</summary>
public interface IMeteredUsage
{
    /// <param name="last">Included.</param>
    /// <returns>Null where the contract has no meter that is read remotely.</returns>
    Task<MeteredUsage?> OfAsync(
        ContractNumber contract, DateOnly first, DateOnly last, bool byHour, CancellationToken cancellation);
}
