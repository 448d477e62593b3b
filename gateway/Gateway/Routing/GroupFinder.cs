using System.Globalization;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Gateway.Routing;

/// <summary>
/// Tells whose billing group a request is about (docs/adr/0010). Null, which means legacy, where it names nobody,
/// somebody unknown, or people of several groups.
/// </summary>
internal static class GroupFinder
{
    public static BillingGroup? Find(Operation operation, WireRecord body, DebtBook book)
    {
        BillingGroup? found = null;
        List<string> taxIds = [];
        foreach (GroupKey key in GroupKeys.Of(operation, body))
        {
            if (key.Kind == GroupKeyKind.TaxId)
            {
                taxIds.Add(key.Value);
            }
            else if (GroupOf(key, book) is not { } group || (found is not null && found != group))
            {
                return null;
            }
            else
            {
                found = group;
            }
        }

        return AgreeWithTaxIds(found, taxIds, book);
    }

    /// <summary>
    /// One holder may have contracts in many groups. Beside a contract a tax id only confirms its holder, so it
    /// counts where it stands in one group; alone it must stand in one.
    /// </summary>
    private static BillingGroup? AgreeWithTaxIds(BillingGroup? named, List<string> taxIds, DebtBook book)
    {
        BillingGroup? found = named;
        foreach (string taxId in taxIds)
        {
            BillingGroup? group = book.GroupOfTaxId(taxId);
            if (group is null ? named is null : found is not null && found != group)
            {
                return null;
            }

            found ??= group;
        }

        return found;
    }

    private static BillingGroup? GroupOf(GroupKey key, DebtBook book) => key.Kind switch
    {
        GroupKeyKind.Contract => ReadNumber(key.Value) is { } number
            ? book.GroupOf(new ContractNumber(number))
            : null,
        GroupKeyKind.PaymentReference => PaymentReference.TryRead(key.Value, out ContractNumber contract)
            ? book.GroupOf(contract)
            : null,
        GroupKeyKind.Holdings => book.GroupOfTaxId(key.Value),
        GroupKeyKind.Invoice => book.ContractOfInvoice(key.Value) is { } contract ? book.GroupOf(contract) : null,
        GroupKeyKind.InvoiceId => ReadNumber(key.Value) is { } id && book.ContractOfInvoice(id) is { } contract
            ? book.GroupOf(contract)
            : null,
        _ => null,
    };

    private static int? ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
