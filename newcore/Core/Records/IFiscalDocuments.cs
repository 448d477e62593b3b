using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>
/// The fiscal documents of invoices, as they were stamped. Unknown: the invoice has no stamped one, or a cancelled one.
/// Withheld: what is stored is not what was stamped, so nobody gets it.
/// </summary>
public interface IFiscalDocuments
{
    /// <param name="number">The invoice's; blanks around it do not count.</param>
    /// <param name="contract">Null: of any; the invoice of another contract is unknown.</param>
    Task<Finding<byte[]>> XmlAsync(string number, ContractNumber? contract, CancellationToken cancellation);

    /// <summary>Its printed form.</summary>
    /// <param name="number">The invoice's; blanks around it do not count.</param>
    /// <param name="contract">Null: of any; the invoice of another contract is unknown.</param>
    Task<Finding<byte[]>> PdfAsync(string number, ContractNumber? contract, CancellationToken cancellation);
}
