using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>A credit note to be made: it takes a receipt out of a stamped global document.</summary>
/// <param name="Number">Of the global document's source.</param>
internal sealed record GlobalCredit(
    long Number, string Invoice, ContractNumber Contract, StampedDocument Global, int Version)
{
    public CfdiSource Source => new(GlobalLeaving.CreditKind, $"{GlobalLeaving.CreditSeries}-{Invoice}", Version);
}
