using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>Reads from a request what invoices it asks for.</summary>
internal static class InvoiceQuestion
{
    /// <summary>No reply holds more of a list that can be paged, or searched for.</summary>
    public const int PageLimit = 100;

    /// <summary>The contract that a field names, in whatever service area.</summary>
    public static DebtAccount? ContractIn(this NativeCall call, string field) =>
        call.Request.Number(field) is { } number ? call.Book.FindByNumber(number) : null;

    public static DebtAccount? FindByNumber(this DebtBook book, long number) =>
        number is >= 0 and <= int.MaxValue ? book.Find(new ContractNumber((int)number)) : null;

    /// <summary>Those named by number, then those of the tax ids named, each once; the unknown are left out.</summary>
    public static IEnumerable<ContractNumber> ContractsNamed(
        this NativeCall call, string numbers, string taxIds) =>
        call.Request.Numbers(numbers).Take(PageLimit)
            .Select(number => call.Book.FindByNumber(number)).OfType<DebtAccount>()
            .Select(account => account.Contract)
            .Concat(call.ContractsOf(taxIds)).Distinct();

    /// <summary>The contracts of the tax ids named.</summary>
    public static IEnumerable<ContractNumber> ContractsOf(this NativeCall call, string taxIds) =>
        call.Request.Texts(taxIds).Take(PageLimit)
            .SelectMany(taxId => call.Book.FindByTaxId(taxId).Take(PageLimit)).Select(account => account.Contract);

    /// <summary>Both ends included; an end that is missing or unreadable is open.</summary>
    public static IssuedBetween Issued(this WireRecord request, string from = "fechaInicio", string until = "fechaFin") =>
        new(DayIn(request.Text(from)), DayIn(request.Text(until)));

    /// <summary>By first record (counted from 1; 0 means the same) and number of records.</summary>
    public static (int Skip, int Take) Page(this WireRecord request) => (
        (int)Math.Max((request.Number("registroInicial") ?? 1) - 1, 0),
        (int)Math.Clamp(request.Number("registroTotal") ?? PageLimit, 0, PageLimit));

    /// <summary>ISO, with or without a time, or day/month/year; else null.</summary>
    private static DateOnly? DayIn(string? text)
    {
        string day = text?.Trim().Split('T', ' ')[0] ?? "";
        return DateOnly.TryParseExact(
            day, ["yyyy-MM-dd", "d/M/yyyy", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly known)
            ? known
            : null;
    }
}
