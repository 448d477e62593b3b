using Strangler.Cfdi.Documents;
using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>What the document of an invoice or note says that payments build on.</summary>
/// <param name="IsDeferred">To be paid later (PPD).</param>
/// <param name="Taxes">By rate, before rounding.</param>
internal sealed record IssuedInvoice(
    DocumentKey Key, CfdiSource Source, bool IsDeferred, Money Total, Receiver Receiver,
    IReadOnlyList<VatAmount> Taxes);
