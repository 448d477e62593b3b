using System.Net;
using Strangler.Core.Payments.References;

namespace Strangler.Payments.Stp;

/// <summary>How transfers into our accounts are told to us.</summary>
/// <param name="Accounts">A CLABE for each contract; what is paid to others is given back.</param>
/// <param name="Allowed">From where STP calls; its notices bear no signature.</param>
/// <param name="Proxies">Ours, whose X-Forwarded-For counts.</param>
/// <param name="SecretHeader">Where a shared secret is agreed: the header it comes in.</param>
internal sealed record StpOptions(
    ClabePlan Accounts, IReadOnlyList<IPNetwork> Allowed, IReadOnlyList<IPNetwork> Proxies,
    string? SecretHeader = null, string? Secret = null)
{
    /// <summary>As STP names us; null: not looked at.</summary>
    public string? Company { get; init; }

    public override string ToString() => "STP";
}
