using Strangler.Core.Identity;

namespace Strangler.Postgres.Writes;

/// <summary>A write as it arrives.</summary>
/// <param name="Operation">Service and operation.</param>
/// <param name="Key">32 bytes: what names it.</param>
/// <param name="Content">32 bytes: what it says.</param>
/// <param name="IsNative">Who would do it, as routes are now; one that is known goes to its first owner.</param>
/// <param name="Amount">Of money, where it says so and it counts.</param>
/// <param name="Lease">How long its gateway may take; after that it is taken for lost.</param>
/// <param name="Gateway">Names the process.</param>
public sealed record NewWrite(
    string Operation, byte[] Key, byte[] Content, bool IsNative, long RouteVersion, BillingGroup? Group,
    ContractNumber? Contract, Money? Amount, TimeSpan Lease, string Gateway);
