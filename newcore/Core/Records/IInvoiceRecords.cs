using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>The invoices that are known, by contract.</summary>
public interface IInvoiceRecords
{
    /// <summary>Invoices in one answer; asking for more is a bug, and throws.</summary>
    const int Limit = 500;

    /// <summary>Contracts in one question, likewise.</summary>
    const int ContractLimit = 10_100;

    /// <summary>One contract's after another's, each newest first.</summary>
    /// <param name="skip">So many are passed over.</param>
    /// <param name="take">And so many are given, up to <see cref="Limit"/>.</param>
    Task<Finding<IReadOnlyList<InvoiceRecord>>> ListAsync(
        IReadOnlyList<ContractNumber> contracts, IssuedBetween issued, int skip, int take,
        CancellationToken cancellation);

    Task<Finding<InvoiceCount>> CountAsync(
        ContractNumber contract, IssuedBetween issued, CancellationToken cancellation);

    /// <summary>In the order asked for; what is not found is left out.</summary>
    Task<Finding<IReadOnlyList<InvoiceRecord>>> FindAsync(
        IReadOnlyList<InvoiceKey> wanted, CancellationToken cancellation);

    /// <summary>
    /// Newest first, with their lines but without readings; more than <see cref="Limit"/> are
    /// <see cref="FindingState.TooLong"/>.
    /// </summary>
    Task<Finding<IReadOnlyList<InvoiceDetail>>> WithLinesAsync(ContractNumber contract, CancellationToken cancellation);

    /// <summary>With lines and readings.</summary>
    /// <param name="number">Blanks around it do not count.</param>
    Task<Finding<InvoiceDetail>> FindAsync(ContractNumber contract, string number, CancellationToken cancellation);

    /// <summary>The same by id.</summary>
    Task<Finding<InvoiceDetail>> FindAsync(InvoiceKey wanted, CancellationToken cancellation);

    /// <summary>The contract of lowest number that a customer has.</summary>
    Task<Finding<InvoiceOwner>> FirstOfCustomerAsync(int customer, CancellationToken cancellation);
}
