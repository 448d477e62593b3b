using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>A place where the ledger is not as it was written.</summary>
/// <param name="Version">The entry it is about, or the first that is missing.</param>
public sealed record LedgerFinding(ContractNumber Contract, long Version, string What)
{
    public override string ToString() => $"Contract {Contract}, version {Version}: {What}";
}
