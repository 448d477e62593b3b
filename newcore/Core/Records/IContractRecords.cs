using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>Who is supplied where.</summary>
public interface IContractRecords
{
    Task<Finding<SupplyContract>> FindAsync(ContractNumber contract, CancellationToken cancellation);
}
