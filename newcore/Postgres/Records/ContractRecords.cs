using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>Who is supplied where, from the imported tables.</summary>
internal sealed class ContractRecords(Database database) : IContractRecords
{
    public Task<Finding<SupplyContract>> FindAsync(ContractNumber contract, CancellationToken cancellation) =>
        Snapshot.AskAsync(database, ContractRows.Questions(contract), ContractRows.ReadAsync, cancellation);
}
