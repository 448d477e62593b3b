using System.Globalization;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Kept;

/// <summary>What callers have changed about a contract and its holder since the stand-in started.</summary>
internal sealed class CustomerChanges(Changes changes)
{
    /// <summary>No more self-readings of one contract are kept; the oldest goes.</summary>
    public const int SelfReadingLimit = 24;

    private readonly Lock _appending = new();

    public string? Email(Contract contract) => changes.Find("email1", contract.Number);

    public string? SecondEmail(Contract contract) => changes.Find("email2", contract.Number);

    /// <summary>To whose attention the first e-mail is.</summary>
    public string? EmailAttention(Contract contract) => changes.Find("email1-attention", contract.Number);

    public string? Mobile(Contract contract) => changes.Find("mobile", contract.Number);

    public string? Telephone(Contract contract) => changes.Find("telephone", contract.Number);

    public string? Language(Contract contract) => changes.Find("language", contract.Number);

    /// <summary>0 is the paper invoice that every contract starts with.</summary>
    public long InvoiceType(Contract contract) =>
        changes.Find("invoice-type", contract.Number) is { } type ? long.Parse(type, CultureInfo.InvariantCulture) : 0;

    public bool OnlineInvoice(Contract contract) => changes.Find("online-invoice", contract.Number) is not null;

    public string? PortalUrl(short serviceArea) => changes.Find("portal-url", serviceArea);

    /// <summary>The invoice a contract's last complaint is about, or null.</summary>
    public int? Complaint(Contract contract) =>
        changes.Find("complaint", contract.Number) is { } invoice
            ? int.Parse(invoice, CultureInfo.InvariantCulture)
            : null;

    public BankAccount? Account(Contract contract) => changes.FindRecord<BankAccount>("bank-account", contract.Number);

    public NotificationAddress? Address(Contract contract) =>
        changes.FindRecord<NotificationAddress>("notification-address", contract.Number);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SelfReading> SelfReadings(Contract contract) =>
        changes.FindRecord<List<SelfReading>>("self-readings", contract.Number) ?? [];

    public void SetEmail(Contract contract, string? email) => changes.Set("email1", contract.Number, email);

    public void SetSecondEmail(Contract contract, string? email) => changes.Set("email2", contract.Number, email);

    public void SetEmailAttention(Contract contract, string? name) =>
        changes.Set("email1-attention", contract.Number, name);

    public void SetMobile(Contract contract, string? number) => changes.Set("mobile", contract.Number, number);

    public void SetTelephone(Contract contract, string? number) => changes.Set("telephone", contract.Number, number);

    public void SetLanguage(Contract contract, string? language) => changes.Set("language", contract.Number, language);

    public void SetInvoiceType(Contract contract, long? type) =>
        changes.Set("invoice-type", contract.Number, type?.ToString(CultureInfo.InvariantCulture));

    public void SetOnlineInvoice(Contract contract, bool online) =>
        changes.Set("online-invoice", contract.Number, online ? "yes" : null);

    public void SetPortalUrl(short serviceArea, string? url) => changes.Set("portal-url", serviceArea, url);

    public void SetComplaint(int contract, Invoice invoice) =>
        changes.Set("complaint", contract, invoice.Id.ToString(CultureInfo.InvariantCulture));

    public void SetAccount(Contract contract, BankAccount account) =>
        changes.SetRecord("bank-account", contract.Number, account);

    public void SetAddress(Contract contract, NotificationAddress address) =>
        changes.SetRecord("notification-address", contract.Number, address);

    public void AddSelfReading(Contract contract, SelfReading reading)
    {
        lock (_appending)
        {
            IEnumerable<SelfReading> all = SelfReadings(contract).Prepend(reading).OrderByDescending(kept => kept.Day);
            changes.SetRecord("self-readings", contract.Number, all.Take(SelfReadingLimit).ToList());
        }
    }
}
