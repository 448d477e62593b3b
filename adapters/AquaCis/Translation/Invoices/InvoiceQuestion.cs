using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>Reads from a request what invoices it asks for.</summary>
internal static class InvoiceQuestion
{
    /// <summary>The contract that a field names, in whatever service area.</summary>
    public static DebtAccount? ContractIn(this NativeCall call, string field) =>
        call.Request.Number(field) is { } number ? call.Book.FindByNumber(number) : null;

    public static DebtAccount? FindByNumber(this DebtBook book, long number) =>
        number is >= 0 and <= int.MaxValue ? book.Find(new ContractNumber((int)number)) : null;

    /// <summary>Those named by number, then those of the tax ids named, each once; the unknown are left out.</summary>
    public static IEnumerable<ContractNumber> ContractsNamed(
        this NativeCall call, string numbers, string taxIds) =>
        call.Request.Numbers(numbers).Take(WirePage.Limit)
            .Select(number => call.Book.FindByNumber(number)).OfType<DebtAccount>()
            .Select(account => account.Contract)
            .Concat(call.ContractsOf(taxIds)).Distinct();

    /// <summary>The contracts of the tax ids named.</summary>
    public static IEnumerable<ContractNumber> ContractsOf(this NativeCall call, string taxIds) =>
        call.Request.Texts(taxIds).Take(WirePage.Limit)
            .SelectMany(taxId => call.Book.FindByTaxId(taxId).Take(WirePage.Limit)).Select(account => account.Contract);

    /// <summary>Both ends included; an end that is missing or unreadable is open.</summary>
    public static IssuedBetween Issued(
        this WireRecord request, string from = "fechaInicio", string until = "fechaFin") =>
        new(WireDay.In(request, from), WireDay.In(request, until));
}
