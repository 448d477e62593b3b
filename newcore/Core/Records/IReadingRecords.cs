using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>What meters have shown.</summary>
public interface IReadingRecords
{
    /// <summary>More readings of one contract are <see cref="FindingState.TooLong"/>.</summary>
    const int ReadingLimit = 5_000;

    /// <summary>All readings of the time in which a contract is or was in force.</summary>
    Task<Finding<ContractReadings>> OfContractAsync(ContractNumber contract, CancellationToken cancellation);

    /// <summary>
    /// Keeps what a customer read, once: the same contract, day and dials again change nothing.
    /// </summary>
    /// <param name="rehearsal">Does all but keep it.</param>
    /// <returns>Unknown or withheld contracts keep nothing.</returns>
    Task<FindingState> AddAsync(SelfReading reading, bool rehearsal, CancellationToken cancellation);
}
